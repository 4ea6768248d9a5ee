/** How answers are kept and retried. */
import { QueryCache, QueryClient } from "@tanstack/react-query";

import { ApiProblem, codeOf } from "./problem";

const FRESH_MS = 15_000;
const MAX_RETRIES = 2;
const ME = ["get", "/api/me"] as const;

export function createQueries(): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({
      // A page without its answer is a dead end when the login has ended. One that shows something keeps what was typed.
      onError: (error, { queryKey, state }) => {
        if (codeOf(error) !== "not_logged_in" || state.data !== undefined || queryKey[1] === ME[1]) return;
        void queries.invalidateQueries({ queryKey: ME });
      },
    }),
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: isWorthRetrying, refetchOnWindowFocus: false, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });
  return queries;
}

/** A refusal stays a refusal; only trouble on the way is tried again. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  return failures < MAX_RETRIES && !(error instanceof ApiProblem && error.status < 500);
}
