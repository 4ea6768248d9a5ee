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

it("says what is lost before a lesson is deleted, and why the server refuses", async () => {
  let isOpen = true;
  let isGone = false;
  show(() => HttpResponse.json({ done: true }));
  server.use(
    http.get(at("/api/courses/5/modules"), () => HttpResponse.json(isGone ? { items: OUTLINE.items.slice(1) } : OUTLINE)),
    http.delete(at("/api/lessons/12"), () => {
      if (isOpen) return HttpResponse.json({ code: "class_open" }, { status: 409 });
      isGone = true;
      return HttpResponse.json({ ok: true });
    }),
  );
  await userEvent.click(await screen.findByRole("button", { name: "Remove “Beta”" }));
  const dialog = await screen.findByRole("dialog", { name: "Remove “Beta”" });
  expect(within(dialog).getByText(/its quiz with everybody's attempts/)).toBeVisible();
  await userEvent.click(within(dialog).getByRole("button", { name: "Delete the lesson" }));
  expect(await within(dialog).findByRole("alert")).toBeVisible();
  isOpen = false;
  await userEvent.click(within(dialog).getByRole("button", { name: "Delete the lesson" }));
  await waitFor(() => expect(screen.queryByRole("link", { name: "Beta" })).toBeNull());
});

it("archives a course, brings it back, and deletes only an archived one", async () => {
  let stored = { ...COURSE, archived: false };
  const done: unknown[] = [];
  show(() => HttpResponse.json({ done: true }));
  server.use(
    http.get(at("/api/courses/5"), () => HttpResponse.json(stored)),
    http.patch(at("/api/courses/5"), async ({ request }) => {
      const { archived, version } = (await request.json()) as { archived: boolean; version: number };
      done.push([archived, version]);
      stored = { ...stored, archived, version: version + 1 };
      return HttpResponse.json(stored);
    }),
    http.delete(at("/api/courses/5"), () => {
      done.push("deleted");
      return HttpResponse.json({ ok: true });
    }),
  );
  await userEvent.click(await screen.findByRole("button", { name: "Archive the course" }));
  expect(screen.queryByRole("button", { name: "Delete the course" })).toBeNull();
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Archive the course" }));
  await userEvent.click(await screen.findByRole("button", { name: "Bring it back" }));
  await userEvent.click(await screen.findByRole("button", { name: "Archive the course" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Archive the course" }));
  await userEvent.click(await screen.findByRole("button", { name: "Delete the course" }));
  await userEvent.click(within(await screen.findByRole("dialog", { name: "Remove “Course”" })).getByRole("button", { name: "Delete the course" }));
  await waitFor(() => expect(done).toEqual([[true, 1], [false, 2], [true, 3], "deleted"]));
});

it("keeps what is being written about a course while it is archived, and saves it after", async () => {
  let stored = { ...COURSE, archived: false };
  const sent: unknown[] = [];
  show(() => HttpResponse.json({ done: true }));
  server.use(
    http.get(at("/api/courses/5"), () => HttpResponse.json(stored)),
    http.patch(at("/api/courses/5"), async ({ request }) => {
      const { version, ...changes } = (await request.json()) as typeof stored;
      sent.push([version, changes.summary]);
      stored = { ...stored, ...changes, version: version + 1 };
      return HttpResponse.json(stored);
    }),
  );
  await userEvent.type(await screen.findByRole("textbox", { name: /What it is about/ }), "Half a sentence");
  await userEvent.click(screen.getByRole("button", { name: "Archive the course" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Archive the course" }));
  await screen.findByRole("button", { name: "Bring it back" });
  expect(screen.getByRole("textbox", { name: /What it is about/ })).toHaveValue("Half a sentence");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent.at(-1)).toEqual([2, "Half a sentence"]));
  await userEvent.type(screen.getByRole("textbox", { name: /What it is about/ }), ", and the rest");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent.at(-1)).toEqual([3, "Half a sentence, and the rest"]));
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
