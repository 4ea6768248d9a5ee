/** Answers the API in tests; a request nobody expected fails the test. */
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";

export const server = setupServer();
export const at = (path: string) => `${window.location.origin}${path}`;

export function serveTests(): void {
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
}
