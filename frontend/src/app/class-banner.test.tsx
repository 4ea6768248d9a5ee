/** What stands above the lesson while a class is on, and after it. */
import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { ClassBanner } from "./class-banner";

serveTests();

const LIVE = { id: 8, lesson_id: 1, lesson_title: "Means", course_id: 2, tutor: "Ada Tutor", call_url: null };

function show(open: object[], liveClassId: number | null, hasEnded = false) {
  server.use(http.get(at("/api/live-classes"), () => HttpResponse.json({ items: open, next_cursor: null })));
  renderPart(<ClassBanner lesson={{ id: 1, course_id: 2 }} liveClassId={liveClassId} hasEnded={hasEnded} />);
}

it("lets one into the next class after the last has ended", async () => {
  show([LIVE], 5, true);
  expect(await screen.findByRole("link", { name: "Join the class" })).toHaveAttribute("href", "/lessons/1?class=8");
  expect(screen.queryByText(/The class has ended/)).toBeNull();
});

it("leads to the lesson of a class that is on elsewhere in the course", async () => {
  show([{ ...LIVE, lesson_id: 3, lesson_title: "Medians" }], null);
  expect(await screen.findByRole("link", { name: "Join the class" })).toHaveAttribute("href", "/lessons/3?class=8");
  expect(screen.getByText("A live class is on: Medians")).toBeVisible();
});

it("says that the class has ended, with a way back, when no other is open", async () => {
  show([], 8, true);
  expect(await screen.findByText(/The class has ended/)).toBeVisible();
  expect(screen.getByRole("link", { name: "Back to the course" })).toHaveAttribute("href", "/courses/2");
});
