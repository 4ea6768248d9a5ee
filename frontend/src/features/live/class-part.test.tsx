/** Hand and reaction: one tap, seen at once, taken back when the server refuses, lowered when the tutor has heard. */
import { act, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render";
import { lastSocket } from "@/testing/fake-socket";
import { LiveSession } from "@/realtime/live-session";

import { ClassPart } from "./class-part";

function show() {
  const session = new LiveSession({ lessonId: 1, liveClassId: 5, optIn: false });
  session.start();
  const socket = lastSocket();
  socket.connected = true;
  const state = { ...session.store.get(), liveSessionId: 1, connection: "online" as const };
  renderPart(<ClassPart session={session} state={state} />);
  return { session, socket };
}

it("raises the hand, and lowers it when the tutor has heard", async () => {
  const { socket } = show();
  await userEvent.click(screen.getByRole("button", { name: "Raise my hand" }));
  expect(socket.heard("hand")).toEqual([{ on: true }]);
  expect(screen.getByText(/Your hand is up/)).toBeVisible();
  act(() => socket.fire("hand", { on: false }));
  expect(screen.getByRole("button", { name: "Raise my hand" })).toBeVisible();
});

it("takes a hand back that the server refused", async () => {
  const { socket } = show();
  socket.answer = () => Promise.resolve({ ok: false, code: "not_in_class" });
  await userEvent.click(screen.getByRole("button", { name: "Raise my hand" }));
  expect(await screen.findByRole("button", { name: "Raise my hand" })).toBeVisible();
});

it("shows a reaction for as long as the tutor sees it", async () => {
  const { socket } = show();
  socket.answer = () => Promise.resolve({ ok: true, seconds: 30 });
  const yes = screen.getByRole("button", { name: "Yes" });
  vi.useFakeTimers();
  try {
    fireEvent.click(yes);
    await act(() => vi.advanceTimersByTimeAsync(29_000));
    expect(yes).toHaveAttribute("aria-pressed", "true");
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(yes).toHaveAttribute("aria-pressed", "false");
  } finally {
    vi.useRealTimers();
  }
});
