/** What comes from the tutor: a question to answer with one tap, words to read and put away. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render";
import { ClassTalk } from "@/realtime/class-talk";
import type { LiveSocket } from "@/realtime/socket";

import { ClassPoll } from "./class-poll";
import { TutorNotes } from "./tutor-notes";

const POLL = { poll_id: 3, question: "Shall we go on?", choices: ["Yes", "Not yet"], chosen: null };
const NOTE = { id: 1, from_name: "Ada Tutor", text: "Look at part two.", at: "2026-01-01T10:00:00Z", to_me: true };

function makeTalk(send: () => Promise<unknown> = () => Promise.resolve({ ok: true })) {
  const socket = { send: vi.fn(send), on: () => () => undefined };
  return { socket, talk: new ClassTalk(socket as unknown as LiveSocket) };
}

it("answers a poll with one tap", async () => {
  const { socket, talk } = makeTalk();
  talk.catchUp({ poll: POLL, words: [] });
  renderPart(<ClassPoll talk={talk} poll={POLL} />);
  await userEvent.click(screen.getByRole("button", { name: "Not yet" }));
  expect(socket.send).toHaveBeenCalledWith("answer_poll", { poll_id: 3, choice: 1 });
  expect(talk.store.get().poll?.chosen).toBe(1);
});

it("takes an answer back that the server refused", async () => {
  const { talk } = makeTalk(() => Promise.reject(new Error("poll_closed")));
  talk.catchUp({ poll: POLL, words: [] });
  await expect(talk.answerPoll(0)).rejects.toThrow();
  expect(talk.store.get().poll?.chosen).toBeNull();
});

it("shows who wrote and to whom", () => {
  const { talk } = makeTalk();
  renderPart(<TutorNotes talk={talk} words={[NOTE]} />);
  expect(screen.getByText("Look at part two.")).toBeVisible();
  expect(screen.getByText(/Ada Tutor, to you/)).toBeVisible();
});

it("does not bring back words that were put away, whatever a second joining says", () => {
  const { talk } = makeTalk();
  talk.catchUp({ poll: null, words: [NOTE] });
  talk.putAwayWords(1);
  talk.catchUp({ poll: null, words: [NOTE, { ...NOTE, id: 2 }] });
  expect(talk.store.get().words.map(({ id }) => id)).toEqual([2]);
});
