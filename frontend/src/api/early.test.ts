/** What is asked before the page's code has come: taken once, forgotten after a change, counted like the rest. */
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { readOutbox } from "@/lib/outbox";
import { at, server, serveTests } from "@/testing/server";

import { http as door } from "./client";
import { askEarly, forgetEarly } from "./early";

serveTests();

let asked = 0;

beforeEach(() => {
  asked = 0;
  forgetEarly();
  server.use(
    http.get(at("/api/resume"), () => HttpResponse.json({ items: [], number: ++asked })),
    http.post(at("/api/auth/logout"), () => HttpResponse.json({ ok: true })),
  );
});

const resume = async () => ((await door.GET("/api/resume")).data as unknown as { number: number }).number;

it("is taken by the first who asks, and by nobody else", async () => {
  const before = readOutbox().messages;
  askEarly(["/api/resume"], "en");
  expect([await resume(), await resume()]).toEqual([1, 2]);
  expect(readOutbox().messages).toBe(before + 2);
});

it("counts for nothing after a change", async () => {
  askEarly(["/api/resume"], "en");
  await door.POST("/api/auth/logout");
  expect(await resume()).toBe(2);
});
