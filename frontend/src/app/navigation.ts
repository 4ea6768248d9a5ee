/** Which links a role finds in the menu. */
import type { Me } from "@/api/me";

const LINKS = {
  student: [
    { to: "/", label: "shell.home" },
    { to: "/my-data", label: "shell.myData" },
  ],
  tutor: [
    { to: "/", label: "shell.courses" },
    { to: "/my-data", label: "shell.myData" },
  ],
  admin: [
    { to: "/", label: "shell.users" },
    { to: "/admin/policy", label: "shell.policy" },
    { to: "/admin/audit", label: "shell.audit" },
  ],
} as const;

export function linksFor(role: Me["role"] | undefined) {
  return role ? LINKS[role] : [];
}
