/** The first run: codes that are shown this once stay until they were kept, whatever else is asked anew meanwhile. */
import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { createQueries } from "@/api/query-client";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { SetupRoute } from "./setup-route";

serveTests();

it("shows the paper codes until they were kept, also through another language, and then goes on", async () => {
  let state = "off";
  server.use(
    http.get(at("/api/me/second-factor"), () => HttpResponse.json({ required: true, state, paper_codes: 1 })),
    http.post(at("/api/me/second-factor"), () => HttpResponse.json({ link: "otpauth://totp/a", secret: "ABCD" })),
    http.post(at("/api/me/second-factor/confirm"), () => {
      state = "on";
      return HttpResponse.json({ codes: ["paper-1"] });
    }),
  );
  const queries = createQueries();
  renderPart(<SetupRoute />, "/setup", queries);
  await userEvent.click(await screen.findByRole("button", { name: "Set it up" }));
  await userEvent.type(await screen.findByRole("textbox", { name: "The code it shows now" }), "123456");
  await userEvent.click(screen.getByRole("button", { name: "Confirm" }));
  expect(await screen.findByText("paper-1")).toBeVisible();
  await act(async () => {
    await queries.invalidateQueries(); // as another language does
    await new Promise((done) => setTimeout(done)); // the page is told a moment later
  });
  expect(screen.getByText("paper-1")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "I have kept them" }));
  expect(await screen.findByRole("heading", { name: "Where and whom" })).toBeVisible();
});

it("goes on when the account was protected elsewhere meanwhile", async () => {
  let state = "off";
  server.use(http.get(at("/api/me/second-factor"), () => HttpResponse.json({ required: true, state, paper_codes: 1 })));
  const queries = createQueries();
  renderPart(<SetupRoute />, "/setup", queries);
  await screen.findByRole("button", { name: "Set it up" });
  state = "on";
  await act(() => queries.invalidateQueries());
  expect(await screen.findByRole("heading", { name: "Where and whom" })).toBeVisible();
});
