/** What stands beside the camera: why it is off, and the choice to be seen, also while the line is down. */
import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { LiveSession } from "@/realtime/live-session";
import { useStore } from "@/realtime/store";
import { lastSocket } from "@/testing/fake-socket";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { CameraPart } from "./camera-part";

serveTests();

const NOTHING = { analysis: false, group: false, tile: false, summary: false };
const SHARED = { analysis: true, group: true, tile: false, summary: false };
const JOINED = { ok: true, live_session_id: 1, mode: "aggregate", sharing: SHARED, rate_hz: 2, labels: [], model: "m1", help: false, small: false, position: null, poll: null, words: [], chat: null, hand: false };

const allow = (...allowed: string[]) =>
  server.use(http.get(at("/api/policy"), () => HttpResponse.json({ allowed, missing: [], notice: "" })));

function Part({ session }: { session: LiveSession }) {
  return <CameraPart session={session} state={useStore(session.store)} courseId={2} inClass />;
}

async function show(joined: object) {
  const session = new LiveSession({ lessonId: 1, liveClassId: 5, optIn: false });
  const socket = lastSocket();
  socket.answer = (event) => Promise.resolve(event === "join" ? joined : { ok: true });
  renderPart(<Part session={session} />);
  await act(async () => session.start());
  return { session, socket };
}

it("no longer asks for consent once everything was switched off", async () => {
  allow("off", "aggregate");
  const { session, socket } = await show({ ...JOINED, mode: "off", sharing: NOTHING });
  expect(await screen.findByText(/can help you notice how it goes/)).toBeVisible();
  allow("off");
  act(() => socket.fire("policy", { mode: "off", reason: "declaration", sharing: { ...NOTHING } }));
  expect(await screen.findByText(/The camera readout is off here/)).toBeVisible();
  session.stop();
});

it("keeps the choice to be seen while the line is down, and says it on joining again", async () => {
  allow("off", "aggregate", "individual");
  const { session, socket } = await show(JOINED);
  const toggle = await screen.findByRole("switch", { name: "Let my tutors see me in this class" });
  act(() => socket.fire("disconnect", "transport close"));
  await userEvent.click(toggle);
  expect(toggle).toBeChecked();
  expect(screen.getByText("This takes effect as soon as you are connected.")).toBeVisible();

  socket.answer = (event) => Promise.resolve(event === "join" ? { ...JOINED, sharing: { ...SHARED, tile: true } } : { ok: true });
  act(() => socket.fire("connect"));
  await waitFor(() => expect(socket.heard("join").at(-1)).toMatchObject({ opt_in: true, opt_in_chosen: true }));
  expect(await screen.findByText("Your tutors see your tile")).toBeVisible();
  expect(toggle).toBeChecked();
  session.stop();
});
