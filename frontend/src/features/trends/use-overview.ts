/** Every measure at once, for the sentences and the cards at the top. */
import { keepPreviousData, useQueries } from "@tanstack/react-query";

import { api } from "@/api/client";

import { MEASURES, toQuery, type Filters } from "./filters";
import type { Trend } from "./sentences";

export interface Overview {
  trends: Trend[];
  isPending: boolean;
  error: unknown;
  /** Of those present, over the whole time; null where it may not be said. */
  sharing: number | null;
  retry: () => void;
}

export function useOverview(filters: Filters): Overview {
  return useQueries({
    queries: MEASURES.map((measure) => 
      // What was there stays until the new answer comes: a choice of another week must not make the page jump.
      api.queryOptions("get", "/api/trends", { params: { query: toQuery({ ...filters, measure }) } }, { placeholderData: keepPreviousData }),
    ),
    combine: (answers) => {
      const trends = answers.flatMap(({ data }) => data ?? []);
      return {
        trends,
        isPending: answers.some(({ isPending }) => isPending),
        error: answers.find(({ error }) => error)?.error ?? null,
        sharing: trends.find(({ measure }) => measure === "coverage")?.values?.sharing ?? null,
        retry: () => answers.forEach(({ refetch }) => void refetch()),
      };
    },
  });
}
