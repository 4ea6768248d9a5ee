/** The first page of each role. */
import { lazy } from "react";
import { Navigate } from "react-router";

import { useMe } from "@/api/me";
import { HomePage } from "@/features/home/home-page";
import { Tour } from "@/features/tour/tour";

import { useSetup } from "./use-setup";

const UsersPage = lazy(async () => ({ default: (await import("@/features/admin/users-page")).UsersPage }));

export function StartRoute() {
  const { me } = useMe();
  const setup = useSetup(me);
  if (!me || setup.isPending) return null;
  if (setup.isDue) return <Navigate to="/setup" replace />;
  return (
    <>
      <Tour kind={me.role} userId={me.id} />
      {me.role === "admin" ? <UsersPage myId={me.id} /> : <HomePage me={me} />}
    </>
  );
}
