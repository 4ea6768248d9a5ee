/** Which links a role finds in the menu. */
import type { Me } from "@/api/me";

const LINKS = {
  student: [
    { to: "/", label: "shell.home" },
    { to: "/my-data", label: "shell.myData" },
    { to: "/model", label: "shell.modelCard" },
  ],
  tutor: [
    { to: "/", label: "shell.courses" },
    { to: "/trends", label: "trends.title" },
    { to: "/my-data", label: "shell.myData" },
    { to: "/model", label: "shell.modelCard" },
  ],
  admin: [
    { to: "/", label: "shell.users" },
    { to: "/courses", label: "shell.courses" },
    { to: "/admin/trends", label: "trends.title" },
    { to: "/admin/system", label: "system.menu" },
    { to: "/admin/policy", label: "shell.policy" },
    { to: "/admin/consents", label: "shell.consents" },
    { to: "/admin/audit", label: "shell.audit" },
    { to: "/admin/support", label: "shell.support" },
    { to: "/model", label: "shell.modelCard" },
  ],
} as const;

export type PageLink = (typeof LINKS)[Me["role"]][number];

export function linksFor(role: Me["role"] | undefined): readonly PageLink[] {
  return role ? LINKS[role] : [];
}
