/** One sitting through what goes wrong: a class that ends, a line that drops, a login that is over, a model that changes. */
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it, vi } from "vitest";

import { addMark, readTimeline } from "@/lib/timeline";
import { lastSocket } from "@/testing/fake-socket";
import { at, server, serveTests } from "@/testing/server";

import { FrameLoop } from "./frame-loop";
import { LiveSession, type Reading } from "./live-session";
import { PanelWatch } from "./panel-watch";

const device = vi.hoisted(() => ({ opens: [] as (() => Promise<unknown>)[] }));
vi.mock("@/inference/support", () => ({ canReadHere: () => true }));
vi.mock("@/inference/device-reader", () => ({ DeviceReader: { open: () => device.opens.shift()!() } }));

serveTests();

const sharing = { analysis: true, group: true, tile: false, summary: false };
const JOINED = { ok: true, live_session_id: 1, mode: "aggregate", sharing, rate_hz: 20, labels: ["happy"], model: "m1", help: false, position: null, poll: null, words: [], chat: null, hand: false };
const READING = { probabilities: [1], label: "happy", confidence: 1, abstained: null, box: null, model: "m1", held: false };
const reader = (modelId: string, frameMs = 40) => () =>
  Promise.resolve({ modelId, frameMs, close: () => undefined, forget: () => Promise.resolve(), readFrame: () => Promise.resolve({ reading: { ...READING, model: modelId }, light: 0.5 }) });
const broken = () => Promise.reject(new Error("502"));

const track = { stop: vi.fn(), addEventListener: () => undefined };
const reload = vi.fn();

beforeEach(() => {
  localStorage.clear();
  vi.clearAllMocks();
  device.opens = [];
  Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: { getUserMedia: () => Promise.resolve({ getTracks: () => [track] }) } });
  vi.stubGlobal("location", { ...window.location, origin: window.location.origin, reload });
  server.use(http.get(at("/api/me"), () => HttpResponse.json({ id: 1 })));
});

/** A sitting that was joined; the server answers `join` with this. */
async function sit(joined: object = JOINED, onReading?: (reading: Reading) => void) {
  const session = new LiveSession({ lessonId: 1, liveClassId: 5, optIn: false }, onReading);
  const socket = lastSocket();
  socket.answer = (event) => Promise.resolve(event === "join" ? joined : { ok: true, rate_hz: 20 });
  session.start();
  await vi.waitFor(() => expect(session.store.get().mode).not.toBeNull());
  return { session, socket };
}

async function goOnAir(session: LiveSession) {
  await session.startCamera();
  await vi.waitFor(() => expect(session.store.get().device).not.toBe("loading"));
  session.goOnAir({ readyState: 4 } as HTMLVideoElement);
  await vi.waitFor(() => expect(session.store.get().reading).not.toBeNull());
}

it("goes on alone in the lesson when the class ends", async () => {
  const { session, socket } = await sit();
  await session.rejoin({ optIn: true });
  socket.fire("ended", { live_class_id: 5 });
  await vi.waitFor(() => expect(session.store.get().liveSessionId).toBe(1));
  expect(socket.heard("join").at(-1)).toEqual({ lesson_id: 1, live_class_id: null, opt_in: false, opt_in_chosen: true });
  expect(session.store.get()).toMatchObject({ classEnded: true, refusal: null });
  session.stop();
});

it("does not undo on joining again what another tab chose about being seen", async () => {
  const { session, socket } = await sit();
  expect(socket.heard("join")).toMatchObject([{ opt_in: false, opt_in_chosen: false }]);
  await session.rejoin({ optIn: true });
  expect(socket.heard("join").at(-1)).toMatchObject({ opt_in: true, opt_in_chosen: true });
  socket.fire("policy", { mode: "aggregate", reason: "x", sharing });
  socket.fire("disconnect", "transport close");
  socket.fire("connect");
  await vi.waitFor(() => expect(socket.heard("join")).toHaveLength(3));
  expect(socket.heard("join").at(-1)).toMatchObject({ opt_in: false, opt_in_chosen: false });
  session.stop();
});

it("takes over a no that another tab gave while this one could not hear it", async () => {
  const { session, socket } = await sit();
  await session.rejoin({ optIn: true }); // the answer says that there is no tile
  socket.fire("disconnect", "transport close");
  socket.fire("connect");
  await vi.waitFor(() => expect(socket.heard("join")).toHaveLength(3));
  expect(socket.heard("join").at(-1)).toMatchObject({ opt_in: false, opt_in_chosen: false });
  session.stop();
});

it("goes on alone when the address names a class that is over", async () => {
  const session = new LiveSession({ lessonId: 1, liveClassId: 5, optIn: false });
  const socket = lastSocket();
  socket.answer = (_, payload) =>
    Promise.resolve((payload as { live_class_id: number | null }).live_class_id === null ? JOINED : { ok: false, code: "class_ended" });
  session.start();
  await vi.waitFor(() => expect(session.store.get()).toMatchObject({ classEnded: true, liveSessionId: 1, refusal: null }));
  session.stop();
});

it("joins again when nobody answered in time, and so does the panel", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const session = new LiveSession({ lessonId: 1, liveClassId: null, optIn: false });
  const socket = lastSocket();
  const watch = new PanelWatch(5);
  const panel = lastSocket();
  socket.answer = panel.answer = () => Promise.reject(new Error("operation has timed out"));
  session.start();
  watch.start();
  await vi.waitFor(() => expect(watch.store.get().connection).toBe("connecting"));
  expect(session.store.get()).toMatchObject({ connection: "connecting", refusal: null });
  socket.answer = () => Promise.resolve(JOINED);
  panel.answer = () => Promise.resolve({ ok: true, panel: { at: "now" } });
  await vi.advanceTimersByTimeAsync(2_500);
  expect(session.store.get()).toMatchObject({ connection: "online", liveSessionId: 1 });
  expect(watch.store.get()).toMatchObject({ connection: "online", refusal: null, panel: { at: "now" } });
  session.stop();
  watch.stop();
  vi.useRealTimers();
});

it("connects again after a refusal, waiting longer each time, and so does the panel", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  for (const make of [() => new LiveSession({ lessonId: 1, liveClassId: 5, optIn: false }), () => new PanelWatch(5)]) {
    const part = make();
    const socket = lastSocket();
    const refuse = () => {
      socket.active = false; // as the client leaves it after a refusal
      socket.fire("connect_error", new Error("too_many_sockets"));
    };
    const connect = vi.spyOn(socket, "connect").mockImplementation(refuse);
    part.start();
    expect(part.store.get()).toMatchObject({ connection: "connecting", refusal: "too_many_sockets" });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(connect).toHaveBeenCalledTimes(4); // at once, and after 2, 6 and 14 seconds
    part.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connect).toHaveBeenCalledTimes(4);
  }
  vi.useRealTimers();
});

it("starts the page anew when the login is over, and only then", async () => {
  const { session, socket } = await sit();
  socket.fire("disconnect", "transport close");
  socket.fire("connect_error", new Error("websocket error"));
  await new Promise((done) => setTimeout(done, 50));
  expect(reload).not.toHaveBeenCalled();
  server.use(http.get(at("/api/me"), () => HttpResponse.json({ code: "not_logged_in" }, { status: 401 })));
  socket.fire("connect_error", new Error("websocket error"));
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
  session.stop();
});

it("never sends a picture because a new model cannot be had on this device", async () => {
  device.opens = [reader("m1"), broken];
  const { session, socket } = await sit();
  await goOnAir(session);
  socket.answer = (event) => Promise.resolve(event === "join" ? { ...JOINED, model: "m2" } : { ok: true, rate_hz: 20 });
  socket.fire("disconnect", "transport close");
  socket.fire("connect");
  await vi.waitFor(() => expect(session.store.get().camera).toBe("off"));
  await new Promise((done) => setTimeout(done, 100));
  expect(socket.heard("frame")).toEqual([]);
  expect(track.stop).toHaveBeenCalled();
  session.stop();
});

it("stays on this device when a new model starts slowly", async () => {
  device.opens = [reader("m1"), reader("m2", 5_000)];
  const { session, socket } = await sit();
  await goOnAir(session);
  socket.answer = (event) => Promise.resolve(event === "join" ? { ...JOINED, model: "m2" } : { ok: true, rate_hz: 20 });
  socket.fire("disconnect", "transport close");
  socket.fire("connect");
  await vi.waitFor(() => expect(session.store.get()).toMatchObject({ model: "m2", device: "ready", where: "device", camera: "on" }));
  expect(socket.heard("frame")).toEqual([]);
  session.stop();
});

it("says which model read, and fetches the newer one when the server no longer takes the old one's word", async () => {
  device.opens = [reader("m1"), reader("m2")];
  const { session, socket } = await sit();
  await goOnAir(session);
  await vi.waitFor(() => expect(socket.heard("reading").at(-1)).toMatchObject({ model: "m1" }));
  socket.answer = (event, payload) => {
    if (event === "join") return Promise.resolve({ ...JOINED, model: "m2" });
    const isOld = event === "reading" && (payload as { model: string }).model === "m1";
    return Promise.resolve(isOld ? { ok: false, code: "other_model" } : { ok: true, rate_hz: 20 });
  };
  await vi.waitFor(() => expect(socket.heard("join")).toHaveLength(2));
  await vi.waitFor(() => expect(socket.heard("reading").at(-1)).toMatchObject({ model: "m2" }), 4_000);
  expect(session.store.get()).toMatchObject({ model: "m2", device: "ready", camera: "on" });
  session.stop();
});

it("opens the reader anew when it dies, and shows no expression until it reads again", async () => {
  let fail: (error: Error) => void = () => undefined;
  const close = vi.fn();
  const mortal = { modelId: "m1", frameMs: 40, close, forget: () => Promise.resolve(), readFrame: vi.fn() };
  mortal.readFrame.mockResolvedValueOnce({ reading: READING, light: 0.5 });
  mortal.readFrame.mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
  let open: (again: unknown) => void = () => undefined;
  device.opens = [() => Promise.resolve(mortal), () => new Promise((resolve) => (open = resolve))];
  const { session } = await sit();
  await goOnAir(session);
  await vi.waitFor(() => expect(mortal.readFrame).toHaveBeenCalledTimes(2));
  fail(new Error("the reading worker failed"));
  await vi.waitFor(() => expect(session.store.get()).toMatchObject({ reading: null, device: "loading", camera: "on" }));
  expect(close).toHaveBeenCalledOnce();
  open(await reader("m1")());
  await vi.waitFor(() => expect(session.store.get()).toMatchObject({ reading: READING, device: "ready", where: "device" }), 3_000);
  session.stop();
});

it("closes a reader that is ready only after the lesson was left", async () => {
  const close = vi.fn();
  let open: (late: unknown) => void = () => undefined;
  device.opens = [() => new Promise((resolve) => (open = resolve))];
  const { session } = await sit();
  await session.startCamera();
  session.stop();
  open({ ...(await reader("m1")()), close });
  await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
});

it("keeps the student's word in the timeline instead of the reading that it corrects", async () => {
  const marks: { label: string | null }[] = [];
  const keep = ({ label, confidence }: Reading) => {
    addMark(1, { id: 1, title: "Means" }, { at: 1_000, section: 0, label, confidence });
    marks.push(readTimeline(1, 1)!.marks[0]!);
  };
  vi.spyOn(Date, "now").mockReturnValue(1_000);
  device.opens = [reader("m1")];
  const { session } = await sit(JOINED, keep);
  await goOnAir(session);
  expect(marks.at(-1)?.label).toBe("happy");
  await session.correct(null);
  expect(marks.at(-1)?.label).toBeNull();
  await session.correct("sad");
  const before = marks.length;
  await vi.waitFor(() => expect(marks.length).toBeGreaterThan(before));
  expect(marks.at(-1)?.label).toBe("sad");
  session.stop();
  vi.restoreAllMocks();
});

it("takes the thanks back when nobody took the student's word, but keeps a word that was taken", async () => {
  device.opens = [reader("m1")];
  const onReading = vi.fn();
  const { session, socket } = await sit(JOINED, onReading);
  await goOnAir(session);
  const nextFrame = async () => {
    onReading.mockClear();
    await vi.waitFor(() => expect(onReading).toHaveBeenCalled());
  };
  const refuse = () => (socket.answer = (event) => (event === "correct" ? Promise.reject(new Error("timeout")) : Promise.resolve({ ok: true, rate_hz: 20 })));

  refuse();
  await expect(session.correct(null)).rejects.toThrow("no_answer");
  await nextFrame();
  expect(session.store.get().corrected).toBe(false);

  socket.answer = () => Promise.resolve({ ok: true, rate_hz: 20 });
  await session.correct(null);
  refuse();
  await expect(session.correct("happy")).rejects.toThrow("no_answer");
  await nextFrame();
  expect(session.store.get().corrected).toBe(true);
  session.stop();
});

it("reads one frame at a time, however often the page is left and found again", async () => {
  const hidden = vi.spyOn(document, "hidden", "get");
  let now = 0;
  let most = 0;
  const read = async () => {
    most = Math.max(most, ++now);
    await new Promise((done) => setTimeout(done, 60));
    now--;
  };
  const loop = new FrameLoop({ video: { readyState: 4 } as HTMLVideoElement, rateHz: () => 20, read, onFailure: () => 50 });
  await new Promise((done) => setTimeout(done, 20));
  for (const isHidden of [true, false, true, false]) {
    hidden.mockReturnValue(isHidden);
    document.dispatchEvent(new Event("visibilitychange"));
  }
  await new Promise((done) => setTimeout(done, 200));
  loop.stop();
  expect(most).toBe(1);
});
