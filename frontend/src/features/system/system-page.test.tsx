/** What the page of the server says while it stays open. */
import { QueryClient } from "@tanstack/react-query";
import { act, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { SystemPage } from "./system-page";

serveTests();

const STARTED = Date.UTC(2025, 2, 3, 10);
const HOUR_MS = 3_600_000;

const system = (figures: object) => ({ version: "1", model: "m", model_version: "1", cores: 4, up_s: (Date.now() - STARTED) / 1000, sampled_s: 5, figures });

afterEach(() => vi.useRealTimers());

it("says the same start however long it is looked at", async () => {
  vi.useFakeTimers({ now: STARTED + HOUR_MS, toFake: ["Date"] });
  server.use(
    http.get(at("/api/admin/system"), () => HttpResponse.json(system({ requests_per_s: new Date().getUTCHours(), frame_p95_ms: null }))),
    http.get(at("/api/admin/system/history"), () => HttpResponse.json({ items: [] })),
  );
  const queries = new QueryClient();
  const { container } = renderPart(<SystemPage />, "/", queries);
  const start = (await screen.findByText(/since/i)).textContent;
  vi.setSystemTime(STARTED + 5 * HOUR_MS);
  await act(() => queries.refetchQueries());
  await waitFor(() => expect(container.querySelector('[data-figure="requests_per_s"]')).toHaveTextContent("15"));
  expect(screen.getByText(/since/i).textContent).toBe(start);
});

it("does not say that the server keeps up when it no longer answers", async () => {
  server.use(
    http.get(at("/api/admin/system"), () => HttpResponse.json(system({ frames_per_s: 3, frame_p95_ms: 40 })), { once: true }),
    http.get(at("/api/admin/system"), () => HttpResponse.error()),
    http.get(at("/api/admin/system/history"), () => HttpResponse.json({ items: [] })),
  );
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  renderPart(<SystemPage />, "/", queries);
  expect(await screen.findByText(/keeps up/)).toBeInTheDocument();
  await act(() => queries.refetchQueries());
  expect(await screen.findByRole("alert")).toBeInTheDocument();
  expect(screen.queryByText(/keeps up/)).toBeNull();
  expect(screen.getByText(/last answer/i)).toBeInTheDocument();
});
