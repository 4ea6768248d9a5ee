/** The quiet side of the lesson: what comes from a person is told aloud, also where the rail is closed. */
import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { LiveSession } from "@/realtime/live-session";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { Rail } from "./rail";

serveTests();

const POLL = { poll_id: 3, question: "Shall we go on?", choices: ["Yes", "Not yet"], chosen: null };

function show() {
  server.use(http.get(at("/api/policy"), () => HttpResponse.json({ allowed: ["off"], missing: [] })));
  const session = new LiveSession({ lessonId: 1, liveClassId: 5, optIn: false });
  renderPart(<Rail session={session} lesson={{ id: 1, course_id: 2 }} userId={1} inClass messages={null} care={null} />);
  return session;
}

it("tells a poll aloud, in the bar of a phone and in the rail", () => {
  const session = show();
  act(() => session.talk.catchUp({ poll: POLL, words: [] }));
  expect(screen.getByText("Shall we go on?").closest("[aria-live=polite]")).not.toBeNull();
  expect(screen.getByText("Your tutor has written").closest("[role=status]")).not.toBeNull();
});

it("tells the next word of the tutor too, while the last still stands", () => {
  const session = show();
  const note = (id: number) => ({ id, from_name: "Ada", text: `Note ${id}`, at: "2026-01-01T10:00:00Z", to_me: true });
  act(() => session.talk.catchUp({ poll: null, words: [note(1)] }));
  const before = screen.getByText("Your tutor has written");
  act(() => session.talk.catchUp({ poll: null, words: [note(1), note(2)] }));
  expect(screen.getByText("Your tutor has written")).not.toBe(before);
});

it("tells in the bar that others wrote in the chat, until it was read there", async () => {
  const session = show();
  const line = { id: 1, from_name: "Nia", by_tutor: false, mine: false, text: "Hello", at: "2026-01-01T10:00:00Z" };
  act(() => session.chat.catchUp({ open: true, lines: [{ ...line, mine: true }] }));
  expect(screen.queryByText("New in the class chat")).toBeNull();
  act(() => session.chat.catchUp({ open: true, lines: [line] }));
  expect(screen.getByText("New in the class chat")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Open the side panel" }));
  await userEvent.click(screen.getByRole("button", { name: "Close the side panel" }));
  expect(screen.queryByText("New in the class chat")).toBeNull();
});
