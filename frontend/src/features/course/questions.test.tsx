/** Questions to the tutors: of two who answer, the second is told and keeps their words. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import type { Schema } from "@/api/client";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { Questions } from "./questions";

serveTests();

it("keeps the words of whoever answers second, below the answer that came first", async () => {
  let stored = { id: 5, student: "Ana", body: "Why?", answer: null as string | null, answered_at: null as string | null, created_at: "2026-01-01T10:00:00Z" };
  server.use(
    http.get(at("/api/courses/4/questions"), () => HttpResponse.json({ items: [stored], next_cursor: null })),
    http.put(at("/api/questions/5/answer"), async ({ request }) => {
      const { answer, answered_at } = (await request.json()) as { answer: string; answered_at: string | null };
      if (answered_at !== stored.answered_at) return HttpResponse.json({ code: "changed_meanwhile" }, { status: 412 });
      stored = { ...stored, answer, answered_at: "2026-01-01T12:00:00Z" };
      return HttpResponse.json(stored);
    }),
  );
  renderPart(<Questions course={{ id: 4, role: "tutor" } as Schema["CourseOut"]} />);
  await userEvent.type(await screen.findByRole("textbox", { name: "Your answer" }), "Therefore.");
  stored = { ...stored, answer: "Because.", answered_at: "2026-01-01T11:00:00Z" };
  await userEvent.click(screen.getByRole("button", { name: "Answer" }));
  expect(await screen.findByText("Because.")).toBeVisible();
  expect(screen.getByRole("textbox", { name: "Your answer" })).toHaveValue("Therefore.");
  await userEvent.click(screen.getByRole("button", { name: "Answer" }));
  expect(await screen.findByText("Therefore.", { selector: "p" })).toBeVisible();
  expect(screen.queryByRole("textbox", { name: "Your answer" })).toBeNull();
});
