/** A discussion longer than one page: the rest comes on demand, and a lost page loses nothing. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { Discussion } from "./discussion";

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
  renderPart(<Discussion courseId={4} groupId={null} />);
  await userEvent.click(await screen.findByRole("button", { name: "Show more" }));
  await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("heading", { name: "Thread 1" })).toBeVisible();
  expect(screen.getByRole("heading", { name: "Thread 2" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
});
