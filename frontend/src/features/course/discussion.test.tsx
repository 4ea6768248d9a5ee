/** A discussion longer than one page: the rest comes on demand, and a lost page loses nothing. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import type { Schema } from "@/api/client";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { Discussion } from "./discussion";
import { Groups } from "./groups";

serveTests();

const post = (id: number) => ({
  id,
  title: `Thread ${id}`,
  html: "<p>words</p>",
  author: "Ana",
  mine: false,
  replies: 0,
  deleted: false,
  created_at: "2026-01-01T10:00:00Z",
});

const course = (role: string) => ({ id: 4, role }) as Schema["CourseOut"];

it("shows the second page below the first, also when the first try fails", async () => {
  let failures = 1;
  server.use(
    http.get(at("/api/courses/4/discussion"), ({ request }) => {
      const cursor = new URL(request.url).searchParams.get("cursor");
      if (cursor === null) return HttpResponse.json({ items: [post(2)], next_cursor: "next" });
      if (failures-- > 0) return HttpResponse.json({ code: "internal_error" }, { status: 500 });
      return HttpResponse.json({ items: [post(1)], next_cursor: null });
    }),
  );
  renderPart(<Discussion course={course("student")} groupId={null} />);
  await userEvent.click(await screen.findByRole("button", { name: "Show more" }));
  await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("heading", { name: "Thread 1" })).toBeVisible();
  expect(screen.getByRole("heading", { name: "Thread 2" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
});

it("lets a tutor read a study group's words and take them down", async () => {
  let isDown = false;
  server.use(
    http.get(at("/api/courses/4/groups"), () => HttpResponse.json({ items: [{ id: 6, name: "Owls", about: "", capacity: 6, members: ["Ana"], joined: false }] })),
    http.get(at("/api/courses/4/discussion"), () => HttpResponse.json({ items: [{ ...post(1), deleted: isDown }], next_cursor: null })),
    http.delete(at("/api/posts/1"), () => {
      isDown = true;
      return HttpResponse.json({ ok: true });
    }),
  );
  const { unmount } = renderPart(<Groups course={course("student")} />);
  await screen.findByRole("heading", { name: "Owls" });
  expect(screen.queryByRole("button", { name: "Discussion" })).toBeNull();
  unmount();
  renderPart(<Groups course={course("tutor")} />);
  await userEvent.click(await screen.findByRole("button", { name: "Discussion" }));
  await userEvent.click(await screen.findByRole("button", { name: "Take down" }));
  expect(await screen.findByText("Removed.")).toBeVisible();
});

it("shows a reply at once, though its page has not come yet", async () => {
  const stored = Array.from({ length: 25 }, (_, index) => ({ ...post(index + 2), html: `<p>reply ${index}</p>` }));
  server.use(
    http.get(at("/api/courses/4/discussion"), () => HttpResponse.json({ items: [{ ...post(1), replies: stored.length }], next_cursor: null })),
    http.get(at("/api/posts/1/replies"), ({ request }) => {
      const from = Number(new URL(request.url).searchParams.get("cursor") ?? 0);
      return HttpResponse.json({ items: stored.slice(from, from + 20), next_cursor: from === 0 ? "20" : null });
    }),
    http.post(at("/api/posts/1/replies"), () => {
      stored.push({ ...post(99), mine: true, html: "<p>my new words</p>" });
      return HttpResponse.json(stored.at(-1), { status: 201 });
    }),
    http.delete(at("/api/posts/99"), () => HttpResponse.json({ ok: true })),
  );
  renderPart(<Discussion course={course("student")} groupId={null} />);
  await userEvent.click(await screen.findByRole("button", { name: "25 replies" }));
  await screen.findByText("reply 0");
  await userEvent.type(screen.getByRole("textbox", { name: "Reply" }), "my new words");
  await userEvent.click(screen.getAllByRole("button", { name: "Reply" }).at(-1)!);
  expect(await screen.findByText("my new words", { selector: "p" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  await screen.findByText("reply 24");
  expect(screen.getAllByText("my new words", { selector: "p" })).toHaveLength(1);
  await userEvent.click(screen.getByRole("button", { name: "Take back" }));
  expect(await screen.findByText("Removed.")).toBeVisible();
});
