/**
 * Every address: who may stand there, where its page is, and what that page asks the server first. It is read
 * before anything else has arrived, so it imports nothing but types.
 */
import type { ComponentType } from "react";

import type { Schema } from "@/api/client";

type Role = Schema["Me"]["role"];

export interface PageEntry {
  path: string;
  load: () => Promise<ComponentType>;
  /** Who may stand there; nobody named means everyone, also without an account. */
  roles?: readonly Role[];
  /** It shows a class: what a reading cannot tell is read first. */
  isInformed?: boolean;
  /** Addresses the page asks at once, with the parts of its own address in them. */
  asks?: readonly string[];
}

const EVERYONE: readonly Role[] = ["student", "tutor", "admin"];
const TEACHERS: readonly Role[] = ["tutor", "admin"];
const TUTOR: readonly Role[] = ["tutor"];
const ADMIN: readonly Role[] = ["admin"];

export const PAGES: readonly PageEntry[] = [
  { path: "/login", load: async () => (await import("@/features/account/login-page")).LoginPage },
  { path: "/register", load: async () => (await import("@/features/account/join-page")).JoinPage },
  { path: "/reset", load: async () => (await import("@/features/account/reset-page")).ResetPage },
  { path: "/", load: async () => (await import("./start-route")).StartRoute, roles: EVERYONE, asks: ["/api/courses?limit=50", "/api/resume"] },
  { path: "/model", load: async () => (await import("@/features/model/model-page")).ModelPage },
  { path: "/try", load: async () => (await import("./try-route")).TryRoute },
  { path: "/prove", load: async () => (await import("@/features/prove/prove-page")).ProvePage },
  { path: "/retention", load: async () => (await import("@/features/privacy/retention-page")).RetentionPage },
  { path: "/guardian", load: async () => (await import("@/features/privacy/guardian-page")).GuardianPage },
  { path: "/my-data", load: async () => (await import("./data-route")).DataRoute, roles: EVERYONE },
  { path: "/limits", load: async () => (await import("@/features/privacy/briefing-page")).BriefingPage, roles: EVERYONE },
  { path: "/security", load: async () => (await import("@/features/account/security-page")).SecurityPage, roles: TEACHERS },
  { path: "/setup", load: async () => (await import("./setup-route")).SetupRoute, roles: ADMIN },
  { path: "/courses", load: async () => (await import("./courses-route")).CoursesRoute, roles: ADMIN },
  { path: "/admin/policy", load: async () => (await import("@/features/admin/policy-page")).PolicyPage, roles: ADMIN },
  { path: "/admin/consents", load: async () => (await import("@/features/admin/consents-page")).ConsentsPage, roles: ADMIN },
  { path: "/admin/audit", load: async () => (await import("@/features/admin/audit-page")).AuditPage, roles: ADMIN },
  { path: "/admin/support", load: async () => (await import("@/features/support/effect-page")).EffectPage, roles: ADMIN, isInformed: true },
  { path: "/admin/trends", load: async () => (await import("@/features/trends/trends-page")).TrendsPage, roles: ADMIN, isInformed: true },
  { path: "/admin/system", load: async () => (await import("@/features/system/system-page")).SystemPage, roles: ADMIN },
  { path: "/trends", load: async () => (await import("@/features/trends/trends-page")).TrendsPage, roles: TUTOR, isInformed: true },
  { path: "/courses/:courseId", load: async () => (await import("./course-route")).CourseRoute, roles: EVERYONE, asks: ["/api/courses/:courseId"] },
  { path: "/courses/:courseId/build", load: async () => (await import("@/features/builder/builder-page")).BuilderPage, roles: TEACHERS },
  { path: "/courses/:courseId/report", load: async () => (await import("@/features/report/course-report-page")).CourseReportPage, roles: TEACHERS, isInformed: true },
  { path: "/lessons/:lessonId", load: async () => (await import("./lesson-route")).LessonRoute, roles: EVERYONE, asks: ["/api/lessons/:lessonId"] },
  { path: "/lessons/:lessonId/edit", load: async () => (await import("@/features/builder/lesson-editor-page")).LessonEditorPage, roles: TEACHERS },
  { path: "/live/:liveClassId", load: async () => (await import("@/features/panel/panel-page")).PanelPage, roles: TUTOR, isInformed: true },
  { path: "/live/:liveClassId/report", load: async () => (await import("@/features/report/class-report-page")).ClassReportPage, roles: TEACHERS, isInformed: true },
];

/** What every page asks: who is here, and what this server is. */
const ALWAYS = ["/api/me", "/api/status"];

/** The page at an address, and all that will be asked for it. */
export function expectPage(pathname: string): { page: PageEntry | undefined; asks: readonly string[] } {
  for (const page of PAGES) {
    const match = new RegExp(`^${page.path.replace(/:(\w+)/g, "(?<$1>\\d+)")}/?$`).exec(pathname);
    if (match) return { page, asks: [...ALWAYS, ...(page.asks ?? []).map((path) => fill(path, match.groups ?? {}))] };
  }
  return { page: undefined, asks: ALWAYS };
}

function fill(path: string, parts: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => parts[name] ?? "");
}
