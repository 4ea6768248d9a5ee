/** Where courses are found, also those that rest. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import type { Me } from "@/api/me";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { HomePage } from "./home-page";

serveTests();

const course = (id: number, title: string) => ({ id, title, summary: "", role: "tutor", lessons: 0, completed: 0, students: 0 });

it("lists archived courses apart, for those who teach", async () => {
  server.use(
    http.get(at("/api/courses"), ({ request }) => {
      const isArchived = new URL(request.url).searchParams.get("archived") === "true";
      return HttpResponse.json({ items: [isArchived ? course(2, "Last year") : course(1, "This year")], next_cursor: null });
    }),
    http.get(at("/api/resume"), () => HttpResponse.json({ items: [] })),
  );
  const { unmount } = renderPart(<HomePage me={{ name: "Ana", role: "tutor" } as Me} />);
  await screen.findByRole("link", { name: "This year" });
  await userEvent.click(screen.getByRole("button", { name: "Show archived courses" }));
  expect(await screen.findByRole("link", { name: "Last year" })).toBeVisible();
  expect(screen.queryByRole("link", { name: "This year" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Back to the courses that run" }));
  expect(await screen.findByRole("link", { name: "This year" })).toBeVisible();
  unmount();
  renderPart(<HomePage me={{ name: "Bea", role: "student" } as Me} />, "/?archived");
  expect(await screen.findByRole("link", { name: "This year" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Show archived courses" })).toBeNull();
});
