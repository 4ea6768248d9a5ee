/** The panel through a line that drops: what was begun stays, and a class that is over leads to its report. */
import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { Route, Routes } from "react-router";
import { beforeEach, expect, it } from "vitest";

import { lastSocket } from "@/testing/fake-socket";
import { LESSON } from "@/testing/lesson";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { PanelPage } from "./panel-page";

serveTests();

const LIVE = { id: 5, lesson_id: 1, lesson_title: "Means", course_title: "Statistics", call_url: null, ended_at: null, section: 0 };
const PANEL = {
  live_class_id: 5,
  mode: "off",
  coverage: { present: 2, sharing: null, unsure: null },
  check_ins: {},
  reactions: {},
  mood: null,
  mood_reason: "off",
  poll: null,
  ...{ alerts: [], hands: [], help: [], interventions: [], tiles: [], trend: [] },
};
const WATCHED = { ok: true, panel: PANEL, chat: { open: true, lines: [] } };

beforeEach(() => {
  server.use(
    http.get(at("/api/live-classes/5"), () => HttpResponse.json(LIVE)),
    http.get(at("/api/lessons/1"), () => HttpResponse.json(LESSON)),
  );
});

async function watchClass() {
  let answer: object = WATCHED;
  renderPart(
    <Routes>
      <Route path="/live/:liveClassId/panel" element={<PanelPage />} />
      <Route path="/live/:liveClassId/report" element="The report" />
    </Routes>,
    "/live/5/panel",
  );
  await screen.findByRole("heading", { name: "Means" });
  const socket = lastSocket();
  socket.answer = (event) => Promise.resolve(event === "watch" ? answer : { ok: true });
  const comeBack = (next: object) => {
    answer = next;
    return act(async () => {
      socket.fire("disconnect", "transport close");
      socket.fire("connect");
      await Promise.resolve();
    });
  };
  await comeBack(WATCHED);
  return { socket, words: await screen.findByRole("textbox", { name: "Your words" }), comeBack };
}

it("leads to the report when the class ended while the panel was away", async () => {
  const { comeBack } = await watchClass();
  await comeBack({ ok: false, code: "class_ended" });
  expect(await screen.findByRole("link", { name: "Read its report." })).toHaveAttribute("href", "/live/5/report");
  expect(screen.queryByRole("button", { name: "End the class" })).toBeNull();
});

it("opens the report for whoever ends the class, also when the line tells of the end first", async () => {
  const { socket } = await watchClass();
  server.use(
    http.post(at("/api/live-classes/5/end"), () => {
      act(() => socket.fire("ended", { live_class_id: 5 }));
      return HttpResponse.json({ ...LIVE, ended_at: "2026-01-01T10:00:00Z" });
    }),
  );
  await userEvent.click(screen.getByRole("button", { name: "End the class" }));
  await userEvent.click(await screen.findByRole("button", { name: "End it for everybody" }));
  expect(await screen.findByText("The report")).toBeVisible();
});

it("keeps what was begun when the server refuses the panel for now", async () => {
  const { words, comeBack } = await watchClass();
  await userEvent.type(words, "Try part two");
  await comeBack({ ok: false, code: "internal_error" });
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(screen.getByText(/may be old/)).toBeVisible();
  expect(words).toHaveValue("Try part two");
  await comeBack(WATCHED);
  expect(screen.queryByRole("alert")).toBeNull();
  expect(words).toBeVisible();
});

it("shows nothing of anybody to who may no longer look", async () => {
  const { words, comeBack } = await watchClass();
  await comeBack({ ok: false, code: "not_found" });
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(words).not.toBeInTheDocument();
});
