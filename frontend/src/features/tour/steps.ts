/** What each role is shown first, and where it stands on the page. */
import type { Me } from "@/api/me";

export type Role = Me["role"];

export const STEPS = {
  student: [
    { words: "tour.student.join", target: '[data-tour="join"]' },
    { words: "tour.student.lesson", target: "main h2" },
    { words: "tour.student.camera", target: null },
    { words: "tour.student.data", target: 'header a[href="/my-data"]' },
  ],
  tutor: [
    { words: "tour.tutor.course", target: '[data-tour="new-course"]' },
    { words: "tour.tutor.people", target: "main h2" },
    { words: "tour.tutor.live", target: null },
    { words: "tour.tutor.limits", target: 'header a[href="/model"]' },
  ],
  admin: [
    { words: "tour.admin.people", target: "main header button" },
    { words: "tour.admin.policy", target: 'header a[href="/admin/policy"]' },
    { words: "tour.admin.audit", target: 'header a[href="/admin/audit"]' },
    { words: "tour.admin.model", target: 'header a[href="/model"]' },
  ],
} as const satisfies Record<Role, readonly [Step, ...Step[]]>;

interface Step {
  words: string;
  target: string | null;
}
