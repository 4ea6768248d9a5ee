/** A message: rated with one tap, taken back with one and set right with a second, quiet for the day. */
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";
import type { LiveSession, LiveState } from "@/realtime/live-session";

import { MessageCard } from "./message-card";

const MESSAGE = { id: 4, text: "One step at a time.", cause: "item", strategy: "step", tone: "plain" as const, actions: ["replay" as const, "ask" as const] };
const PREFERENCES = { messages: "on", tone: "plain", muted_until: null };

serveTests();
let sent: unknown[] = [];
beforeEach(() => {
  sent = [];
  server.use(
    http.get(at("/api/support/preferences"), () => HttpResponse.json(PREFERENCES)),
    http.put(at("/api/support/preferences"), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(PREFERENCES);
    }),
    http.post(at("/api/support/messages/4/rating"), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({});
    }),
  );
});

function show(camera: LiveState["camera"]) {
  const session = {
    correct: vi.fn(() => Promise.resolve()),
    sendCheckIn: vi.fn(() => Promise.resolve()),
    talk: { putAwayMessage: vi.fn() },
  };
  const onAction = vi.fn();
  const state = { camera, labels: ["happy", "fear"] } as unknown as LiveState;
  renderPart(<MessageCard message={MESSAGE} session={session as unknown as LiveSession} state={state} inClass={false} onAction={onAction} />);
  return { session, onAction };
}

it("is rated with one tap", async () => {
  show("off");
  await userEvent.click(screen.getByRole("button", { name: "It helped" }));
  expect(screen.getByText("Noted, thank you.")).toBeVisible();
  await waitFor(() => expect(sent).toEqual([{ value: "helped" }]));
});

it("asks again when the rating did not arrive", async () => {
  server.use(http.post(at("/api/support/messages/4/rating"), () => HttpResponse.json({ code: "unexpected" }, { status: 500 })));
  show("off");
  for (const rating of ["It helped", "That's not how I feel"]) {
    await userEvent.click(screen.getByRole("button", { name: rating }));
    expect(await screen.findByRole("button", { name: "It helped" })).toBeVisible();
    expect(screen.queryByText("Noted, thank you.")).toBeNull();
  }
});

it("asks again what fits when nobody took the word", async () => {
  const { session } = show("on");
  session.correct.mockRejectedValueOnce(new Error("no_answer"));
  await userEvent.click(screen.getByRole("button", { name: "That's not how I feel" }));
  await userEvent.click(await screen.findByRole("button", { name: "That's not how I feel" }));
  session.correct.mockRejectedValueOnce(new Error("no_answer"));
  await userEvent.click(screen.getByRole("checkbox", { name: "fearful" }));
  expect(await screen.findByRole("checkbox", { name: "fearful" })).toBeVisible();
});

it("takes the reading back and sets it right while the camera is on", async () => {
  const { session } = show("on");
  await userEvent.click(screen.getByRole("button", { name: "That's not how I feel" }));
  expect(session.correct).toHaveBeenCalledWith(null);
  await userEvent.click(screen.getByRole("checkbox", { name: "fearful" }));
  expect(session.correct).toHaveBeenLastCalledWith("fear");
  await waitFor(() => expect(sent).toEqual([{ value: "not_me" }]));
});

it("asks how it goes instead where there is no camera", async () => {
  const { session } = show("off");
  await userEvent.click(screen.getByRole("button", { name: "That's not how I feel" }));
  expect(session.correct).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("checkbox", { name: "Tired" }));
  expect(session.sendCheckIn).toHaveBeenCalledWith("tired");
});

it("goes quiet until the end of the day and puts itself away", async () => {
  const { session } = show("off");
  await userEvent.click(await screen.findByRole("button", { name: "Quiet for today" }));
  await waitFor(() => expect(session.talk.putAwayMessage).toHaveBeenCalled());
  const until = new Date((sent[0] as { muted_until: string }).muted_until);
  expect(until.getTime()).toBeGreaterThan(Date.now());
  expect(until.toDateString()).toBe(new Date().toDateString());
});

it("offers what it can do and leaves the doing to others", async () => {
  const { onAction } = show("off");
  await userEvent.click(screen.getByRole("button", { name: "Ask a question" }));
  expect(onAction).toHaveBeenCalledWith("ask");
});
