/** The readout: a guess with how sure it is, "can't tell" with its reason, and the student's word first. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render";
import type { LiveSession, LiveState, Reading } from "@/realtime/live-session";

import { Readout } from "./readout";

const READING: Reading = { probabilities: [0.9, 0.1], label: "happy", confidence: 0.9, abstained: null, box: null, model: "m", held: false };

function show(reading: Reading, changes: Partial<LiveState> = {}, correct = vi.fn(() => Promise.resolve())) {
  const session = { correct } as unknown as LiveSession;
  const state = { reading, corrected: false, labels: ["happy", "sad"], ...changes } as LiveState;
  renderPart(<Readout session={session} state={state} />);
  return session;
}

it("says how sure the guess is", () => {
  show(READING);
  expect(screen.getByText("happy")).toBeVisible();
  expect(screen.getByText("quite sure")).toBeVisible();
});

it("says why it can't tell", () => {
  show({ ...READING, probabilities: null, label: null, confidence: 0, abstained: "too_dark" });
  expect(screen.getByText("Can't tell")).toBeVisible();
  expect(screen.getByText(/A lamp in front of you helps/)).toBeVisible();
});

it("takes a guess back with one tap and sets it right with a second", async () => {
  const session = show(READING);
  await userEvent.click(screen.getByRole("button", { name: "That's not it" }));
  await userEvent.click(screen.getByRole("checkbox", { name: "sad" }));
  expect(session.correct).toHaveBeenNthCalledWith(1, null);
  expect(session.correct).toHaveBeenNthCalledWith(2, "sad");
});

it("offers the tap again that nobody took", async () => {
  const correct = vi.fn(() => Promise.resolve()).mockRejectedValueOnce(new Error("no_answer"));
  show(READING, {}, correct);
  await userEvent.click(screen.getByRole("button", { name: "That's not it" }));
  await userEvent.click(await screen.findByRole("button", { name: "That's not it" }));
  correct.mockRejectedValueOnce(new Error("no_answer"));
  await userEvent.click(screen.getByRole("checkbox", { name: "sad" }));
  expect(await screen.findByRole("checkbox", { name: "sad" })).toBeVisible();
});
