/** The one door to the HTTP API, typed from openapi.json. It knows no feature and shows nothing. */
import createFetchClient, { type Middleware } from "openapi-fetch";
import createQueryClient from "openapi-react-query";

import { countBytes, noteSent } from "@/lib/outbox";

import { readProblem } from "./problem";
import { fetchWithProof } from "./proof";
import type { components, paths } from "./schema";

export type Schema = components["schemas"];

const SAFE_METHODS = new Set(["GET", "HEAD"]);

const ownPages: Middleware = {
  async onRequest({ request }) {
    if (!SAFE_METHODS.has(request.method)) request.headers.set("X-Attune", "1");
    request.headers.set("Accept-Language", document.documentElement.lang || "en");
    const { pathname, search } = new URL(request.url);
    const body = SAFE_METHODS.has(request.method) ? 0 : (await request.clone().arrayBuffer()).byteLength;
    noteSent({ by: "http", name: `${request.method} ${pathname}`, bytes: countBytes(pathname + search) + body, isPicture: false });
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await readProblem(response);
  },
};

export const http = createFetchClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  fetch: fetchWithProof,
});
http.use(ownPages);

export const api = createQueryClient(http);
