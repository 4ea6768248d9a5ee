/** Who is logged in. */
import { useQueryClient } from "@tanstack/react-query";

import { api, type Schema } from "./client";
import { ApiProblem } from "./problem";

export type Me = Schema["Me"];

export function useMe() {
  const query = api.useQuery("get", "/api/me", {}, { staleTime: Infinity });
  const isLoggedOut = query.error instanceof ApiProblem && query.error.status === 401;
  return { me: query.data, isLoggedOut, isPending: query.isPending, error: isLoggedOut ? null : query.error };
}

/** What another person saw must go; the answer to "who am I" stays watched and only changes. */
export function useLogIn() {
  const queries = useQueryClient();
  const { queryKey } = api.queryOptions("get", "/api/me", {});
  return (me: Me) => {
    queries.removeQueries({ predicate: (query) => query.queryKey[1] !== queryKey[1] });
    queries.setQueryData(queryKey, me);
  };
}

/** A fresh page forgets everything that was in memory, and the tab what it kept for the one who leaves. */
export function leave(path = "/login"): void {
  sessionStorage.clear();
  window.location.assign(path);
}

export function useStatus() {
  return useStatusQuery().data;
}

/** Whether the server has said what it is, or cannot be asked right now. */
export function useIsStatusSettled(): boolean {
  const { isPending, failureCount } = useStatusQuery();
  return !isPending || failureCount > 0;
}

function useStatusQuery() {
  return api.useQuery("get", "/api/status", {}, { staleTime: Infinity });
}
