/** Lists that the server hands out in pages: how the next page is asked for. It does not know how they look. */

interface Slice {
  next_cursor?: string | null;
}

/** Options for `api.useInfiniteQuery`; the parameter is called `cursor` in every list of the API. */
export const GROWING = {
  // Null, because the client library would send 0 for undefined.
  initialPageParam: null as unknown,
  getNextPageParam: (last: Slice) => last.next_cursor ?? null,
};
