/** How answers are kept and retried. */
import { QueryClient } from "@tanstack/react-query";

import { ApiProblem } from "./problem";

const FRESH_MS = 15_000;
const MAX_RETRIES = 2;

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: isWorthRetrying, refetchOnWindowFocus: false, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });
}

/** A refusal stays a refusal; only trouble on the way is tried again. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  return failures < MAX_RETRIES && !(error instanceof ApiProblem && error.status < 500);
}
