/** Who learns what: a check-in is a count, unless the class is so small; a call for help carries the name. */
import { cleanup, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { LiveSession, type LiveState } from "@/realtime/live-session";
import { renderPart } from "@/testing/render";

import { CheckIns } from "./check-ins";

function show(change: Partial<LiveState>) {
  const session = new LiveSession({ lessonId: 1, liveClassId: 5, optIn: false });
  const state: LiveState = { ...session.store.get(), connection: "online", liveSessionId: 1, ...change };
  renderPart(<CheckIns session={session} state={state} inClass />);
}

it("says beside the call for help that the tutor sees the name", () => {
  show({});
  expect(screen.getByRole("button", { name: "Ask my tutor for help" })).toBeEnabled();
  expect(screen.getByText("Your tutor sees your name. Classmates see nothing.")).toBeVisible();
});

it("promises a count, never who, in a class that is large enough", () => {
  show({ checkIn: "stuck" });
  expect(screen.getByText("Your tutor sees how many feel this way, never who.")).toBeVisible();
});

it("promises nothing a small class cannot keep, already before anything is said", () => {
  show({ isSmall: true });
  expect(screen.getByText(/they may guess who/)).toBeVisible();
  expect(screen.queryByText(/never who/)).toBeNull();
});

it("says whether a tutor was there to see the call", () => {
  show({ help: true, isHelpWatched: true });
  expect(screen.getByText(/on the screen, with your name/)).toBeVisible();
  cleanup();
  show({ help: true, isHelpWatched: false });
  expect(screen.getByText(/no tutor had the panel open/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Take it back" })).toBeEnabled();
});
