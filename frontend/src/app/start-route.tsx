/** The first page of each role. */
import { lazy } from "react";

import { useMe } from "@/api/me";
import { HomePage } from "@/features/home/home-page";

const UsersPage = lazy(async () => ({ default: (await import("@/features/admin/users-page")).UsersPage }));

export function StartRoute() {
  const { me } = useMe();
  if (!me) return null;
  return me.role === "admin" ? <UsersPage myId={me.id} /> : <HomePage me={me} />;
}
