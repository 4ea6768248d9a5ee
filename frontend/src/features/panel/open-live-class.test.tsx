/** Opening a class while another of the course is on. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { OpenLiveClass } from "./open-live-class";

serveTests();

it("leads to the class that is open already", async () => {
  server.use(
    http.post(at("/api/live-classes"), () => HttpResponse.json({ code: "already_open", message: "x" }, { status: 409 })),
    http.get(at("/api/live-classes"), () => HttpResponse.json({ items: [{ id: 8, lesson_title: "Medians" }], next_cursor: null })),
  );
  renderPart(<OpenLiveClass lesson={{ id: 1, course_id: 2 }} />);
  await userEvent.click(screen.getByRole("button", { name: "Open a live class" }));
  await userEvent.click((await screen.findAllByRole("button", { name: "Open a live class" })).at(-1)!);
  expect(await screen.findByRole("link", { name: "A live class is on: Medians" })).toHaveAttribute("href", "/live/8");
});
