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

/** Everything another person saw must go; only then is the new one set. */
export function useSetMe() {
  const queries = useQueryClient();
  return (me: Me | null) => {
    queries.clear();
    if (me) queries.setQueryData(api.queryOptions("get", "/api/me", {}).queryKey, me);
  };
}

export function useStatus() {
  return api.useQuery("get", "/api/status", {}, { staleTime: Infinity }).data;
}
