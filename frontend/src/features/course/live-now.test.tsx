/** Everybody of the course sees that a class is on; only whoever may go there gets a way. */
import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import type { Schema } from "@/api/client";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { LiveNow } from "./live-now";

serveTests();

it("tells an administrator of a class without a way into it", async () => {
  const items = [{ id: 8, lesson_id: 3, lesson_title: "Medians" }];
  server.use(http.get(at("/api/live-classes"), () => HttpResponse.json({ items, next_cursor: null })));
  renderPart(<LiveNow course={{ id: 4, role: "admin" } as Schema["CourseOut"]} />);
  expect(await screen.findByText("A live class is on: Medians")).toBeVisible();
  expect(screen.queryByRole("link")).toBeNull();
});
