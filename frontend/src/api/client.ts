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

/** Asks the server, unless its answer is already under way. */
function ask(request: Request): Promise<Response> {
  const early = SAFE_METHODS.has(request.method) ? takeEarly(addressOf(request)) : forgetEarly();
  return early ?? fetchWithProof(request, send);
}

/** Whatever leaves is noted. */
async function send(request: Request): Promise<Response> {
  const body = SAFE_METHODS.has(request.method) ? 0 : (await request.clone().arrayBuffer()).byteLength;
  noteRequest(request.method, addressOf(request), body);
  // Looked up at each call, so that tests can put their own in place.
  return globalThis.fetch(request);
}

function addressOf({ url }: Request): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

export const http = createFetchClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  fetch: ask,
});
http.use(ownPages);

export const api = createQueryClient(http);
