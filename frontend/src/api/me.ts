/** Who is logged in. */
import { useQueryClient } from "@tanstack/react-query";

import { api, http, type Schema } from "./client";
import { ApiProblem } from "./problem";
import { tellTabs } from "./tabs";

export type Me = Schema["Me"];

export function useMe() {
  const query = api.useQuery("get", "/api/me", {}, { staleTime: Infinity });
  const isLoggedOut = query.error instanceof ApiProblem && query.error.status === 401;
  return { me: isLoggedOut ? undefined : query.data, isLoggedOut, isPending: query.isPending, error: isLoggedOut ? null : query.error };
}

/** What another person saw must go; the answer to "who am I" stays watched and only changes. */
export function useLogIn() {
  const queries = useQueryClient();
  const { queryKey } = api.queryOptions("get", "/api/me", {});
  return (me: Me) => {
    queries.removeQueries({ predicate: (query) => query.queryKey[1] !== queryKey[1] });
    queries.setQueryData(queryKey, me);
    tellTabs(me.id);
  };
}

/** Whoever is logged in no longer starts anew at the way in; trouble on the way changes nothing. */
export async function checkLogin(): Promise<void> {
  try {
    await http.GET("/api/me");
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) window.location.reload();
  }
}

/** A fresh page forgets everything that was in memory, and the tab what it kept for the one who leaves. */
export function leave(path = "/login"): void {
  sessionStorage.clear();
  tellTabs(null);
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
