/** The one door to the HTTP API, typed from openapi.json. It knows no feature and shows nothing. */
import createFetchClient, { type Middleware } from "openapi-fetch";
import createQueryClient from "openapi-react-query";

import { readProblem } from "./problem";
import type { components, paths } from "./schema";

export type Schema = components["schemas"];

const SAFE_METHODS = new Set(["GET", "HEAD"]);

const ownPages: Middleware = {
  onRequest({ request }) {
    if (!SAFE_METHODS.has(request.method)) request.headers.set("X-Attune", "1");
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await readProblem(response);
  },
};

export const http = createFetchClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  // Looked up at each call, so that tests can put their own in place.
  fetch: (request) => globalThis.fetch(request),
});
http.use(ownPages);

export const api = createQueryClient(http);
