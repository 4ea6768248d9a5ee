/** Order in the builder: the arrow keys move at once, and a refusal puts everything back. */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { Route, Routes } from "react-router";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { BuilderPage } from "./builder-page";

serveTests();

const lesson = (id: number, title: string) => ({ id, title, minutes: 5, has_quiz: false, completed: false, started: false });
const OUTLINE = {
  items: [
    { id: 1, title: "First", version: 1, lessons: [lesson(11, "Alpha"), lesson(12, "Beta")] },
    { id: 2, title: "Second", version: 1, lessons: [lesson(21, "Gamma")] },
  ],
};
const COURSE = { id: 5, title: "Course", summary: "", version: 1, mode_limit: "off", lessons: 3 };

function show(order: () => Response) {
  server.use(
    http.get(at("/api/courses/5"), () => HttpResponse.json(COURSE)),
    http.get(at("/api/courses/5/modules"), () => HttpResponse.json(OUTLINE)),
    http.put(at("/api/courses/5/order"), order),
  );
  renderPart(
    <Routes>
      <Route path="/courses/:courseId/build" element={<BuilderPage />} />
    </Routes>,
    "/courses/5/build",
  );
}

const lessonsOf = (chapter: string) => within(screen.getByRole("region", { name: chapter })).queryAllByRole("link").map((link) => link.textContent);

it("moves a lesson into the next chapter by keyboard, and back when the server refuses", async () => {
  let refuse: () => void = () => undefined;
  show(() => new Promise((resolve) => (refuse = () => resolve(HttpResponse.json({ code: "internal_error" }, { status: 500 })))) as never);
  (await screen.findByRole("button", { name: "Move “Beta”" })).focus();
  await userEvent.keyboard("{ArrowDown}");
  await waitFor(() => expect(lessonsOf("Second")).toEqual(["Beta", "Gamma"]));
  expect(screen.getByText("“Beta” is now number 1 in Second.")).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole("button", { name: "Move “Beta”" })).toHaveFocus());
  refuse();
  await waitFor(() => expect(lessonsOf("First")).toEqual(["Alpha", "Beta"]));
});

it("lets go of a lifted chapter on Escape", async () => {
  show(() => HttpResponse.json({ done: true }));
  const grip = await screen.findByRole("button", { name: "Move “First”" });
  grip.setPointerCapture = () => undefined;
  fireEvent.pointerDown(grip, { button: 0, pointerId: 1 });
  expect(screen.getByRole("region", { name: "First" })).toHaveAttribute("data-look", "lifted");
  await userEvent.keyboard("{Escape}");
  expect(screen.getByRole("region", { name: "First" })).not.toHaveAttribute("data-look");
});
