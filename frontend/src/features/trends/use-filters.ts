/** What is chosen, read from the address and written to it. */
import { useCallback } from "react";
import { useSearchParams, type NavigateOptions } from "react-router";

import { readFilters, writeFilters, type Filters } from "./filters";

export type Change = (changes: Partial<Filters>, options?: NavigateOptions) => void;

export function useFilters(): [Filters, Change] {
  const [search, setSearch] = useSearchParams();
  const change = useCallback<Change>(
    (changes, options = { replace: true }) => {
      // A second choice may come before the first one is drawn; the address already knows the first.
      const chosen = readFilters(new URLSearchParams(window.location.search));
      setSearch(writeFilters({ ...chosen, ...changes }), options);
    },
    [setSearch],
  );
  return [readFilters(search), change];
}
