/** A discussion longer than one page: the rest comes on demand, and a lost page loses nothing. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import type { Schema } from "@/api/client";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { Discussion } from "./discussion";
import { Groups } from "./groups";
import { News } from "./news";

serveTests();

const post = (id: number) => ({
  id,
  title: `Thread ${id}`,
  body: "words",
  html: "<p>words</p>",
  author: "Ana",
  mine: false,
  replies: 0,
  deleted: false,
  created_at: "2026-01-01T10:00:00Z",
  edited_at: null as string | null,
  version: 1,
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

it("lets one edit one's own words, over the version one has read", async () => {
  let stored = { ...post(1), mine: true };
  const sent: unknown[] = [];
  server.use(
    http.get(at("/api/courses/4/discussion"), () => HttpResponse.json({ items: [stored, post(2)], next_cursor: null })),
    http.patch(at("/api/posts/1"), async ({ request }) => {
      sent.push(await request.json());
      stored = { ...stored, body: "words, mended", html: "<p>words, mended</p>", version: 2, edited_at: "2026-01-01T11:00:00Z" };
      return HttpResponse.json(stored);
    }),
  );
  renderPart(<Discussion course={course("student")} groupId={null} />);
  await userEvent.click(await screen.findByRole("button", { name: "Edit" }));
  const field = screen.getAllByRole("textbox", { name: "Your words (Markdown works)" }).at(-1)!;
  expect(field).toHaveValue("words");
  expect(field).toHaveFocus();
  await userEvent.type(field, ", mended");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(await screen.findByText("words, mended", { selector: "p" })).toBeVisible();
  expect(screen.getByText(/edited$/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Edit" })).toHaveFocus();
  expect(sent).toEqual([{ version: 1, body: "words, mended" }]);
});

it("says who reads a study group, and lets only its maker and tutors dissolve it", async () => {
  let groups = [
    { id: 6, name: "Owls", about: "", capacity: 6, members: ["Ana"], joined: true, mine: true },
    { id: 7, name: "Larks", about: "", capacity: 6, members: [], joined: false, mine: false },
  ];
  server.use(
    http.get(at("/api/courses/4/groups"), () => HttpResponse.json({ items: groups })),
    http.get(at("/api/courses/4/discussion"), () => HttpResponse.json({ items: [], next_cursor: null })),
    http.delete(at("/api/groups/6"), () => {
      groups = groups.slice(1);
      return HttpResponse.json({ ok: true });
    }),
  );
  renderPart(<Groups course={course("student")} />);
  expect(await screen.findByText("Members of this group and the course's tutors can read this.")).toBeVisible();
  expect(await screen.findByText("No conversation yet")).toBeVisible();
  expect(screen.queryByText(/Everyone in the course/)).toBeNull();
  expect(screen.queryByRole("button", { name: "Dissolve the group “Larks”" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Dissolve the group “Owls”" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Dissolve the group" }));
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Owls" })).toBeNull());
});

it("lets a tutor, but no student, delete what the course was told", async () => {
  let items = [{ id: 3, title: "Exam moved", body: "", html: "<p>To Friday</p>", author: "Ana", created_at: "2026-01-01T10:00:00Z" }];
  server.use(
    http.get(at("/api/courses/4/announcements"), () => HttpResponse.json({ items, next_cursor: null })),
    http.delete(at("/api/announcements/3"), () => {
      items = [];
      return HttpResponse.json({ ok: true });
    }),
  );
  const { unmount } = renderPart(<News course={course("student")} />);
  await screen.findByRole("heading", { name: "Exam moved" });
  expect(screen.queryByRole("button", { name: "Delete “Exam moved”" })).toBeNull();
  unmount();
  renderPart(<News course={course("tutor")} />);
  await userEvent.click(await screen.findByRole("button", { name: "Delete “Exam moved”" }));
  await userEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Delete" }));
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Exam moved" })).toBeNull());
});
