/** What a student chose about messages, changed with one tap; a refused change is taken back. */
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { MySupportParts } from "./my-support-parts";

const SAID = { id: 1, at: "2026-01-01T10:00:00Z", text: "One step at a time.", cause: "item", strategy: "step", tone: "plain", actions: [], lesson_id: 1, rating: "not_helped" };

serveTests();
let isRefused = false;
beforeEach(() => {
  isRefused = false;
  server.use(
    http.get(at("/api/support/preferences"), () => HttpResponse.json({ messages: "on", tone: "warm", muted_until: null })),
    http.put(at("/api/support/preferences"), async ({ request }) =>
      isRefused ? HttpResponse.json({ code: "try_again", message: "Later." }, { status: 503 }) : HttpResponse.json(await request.json()),
    ),
    http.get(at("/api/support/messages"), () => HttpResponse.json({ items: [SAID], next_cursor: null })),
    http.get(at("/api/support/agreement/me"), () =>
      HttpResponse.json({ model: null, n: 0, fits: null, kappa: null, low: null, high: null, confusion: [], floor: 0.2, camera_silent: false, why: "too_few", suppressed: false }),
    ),
  );
});

it("shows what I was shown and what I thought of it", async () => {
  renderPart(<MySupportParts />);
  expect(await screen.findByText("One step at a time.")).toBeVisible();
  expect(screen.getByText("it did not help")).toBeVisible();
});

it("switches messages off", async () => {
  renderPart(<MySupportParts />);
  await userEvent.click(await screen.findByRole("switch", { name: "Show me messages" }));
  await waitFor(() => expect(screen.getByRole("switch", { name: "Show me messages" })).not.toBeChecked());
  expect(screen.getByRole("radio", { name: "Brief" })).toBeDisabled();
});

it("takes a tone back that could not be saved", async () => {
  isRefused = true;
  renderPart(<MySupportParts />);
  await userEvent.click(await screen.findByRole("radio", { name: "Brief" }));
  await waitFor(() => expect(screen.getByRole("radio", { name: "Warm" })).toBeChecked());
});
