/** The one door to the HTTP API, typed from openapi.json. It knows no feature and shows nothing. */
import createFetchClient, { type Middleware } from "openapi-fetch";
import createQueryClient from "openapi-react-query";

import { noteRequest } from "@/lib/outbox";

import { forgetEarly, takeEarly } from "./early";
import { readProblem } from "./problem";
import { fetchWithProof } from "./proof";
import type { components, paths } from "./schema";

export type Schema = components["schemas"];

const SAFE_METHODS = new Set(["GET", "HEAD"]);

const ownPages: Middleware = {
  onRequest({ request }) {
    if (!SAFE_METHODS.has(request.method)) request.headers.set("X-Attune", "1");
    request.headers.set("Accept-Language", document.documentElement.lang || "en");
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await readProblem(response);
  },
};

/** Sends a request and notes it, unless its answer is already under way. */
async function send(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const isSafe = SAFE_METHODS.has(request.method);
  const early = isSafe ? takeEarly(pathname + search) : forgetEarly();
  if (early) return early;
  noteRequest(request.method, pathname + search, isSafe ? 0 : (await request.clone().arrayBuffer()).byteLength);
  return fetchWithProof(request);
}

export const http = createFetchClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  fetch: send,
});
http.use(ownPages);

export const api = createQueryClient(http);
