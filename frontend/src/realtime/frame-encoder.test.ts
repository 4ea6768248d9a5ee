/** What becomes of reading on the server when the worker that encodes pictures fails. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Analyst } from "./analyst";
import type { FrameAnswer } from "./frame-encoder";
import type { LiveSocket } from "./socket";

const READ = { reading: { label: "happy" }, rate_hz: 2 };
const VIDEO = {} as HTMLVideoElement;

const workers: FakeWorker[] = [];

class FakeWorker {
  onmessage: ((event: { data: FrameAnswer }) => void) | null = null;
  onerror: (() => void) | null = null;
  postMessage = vi.fn();
  terminate = vi.fn();

  constructor() {
    workers.push(this);
  }
}

beforeEach(() => {
  workers.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal("Worker", FakeWorker);
  vi.stubGlobal("createImageBitmap", () => Promise.resolve({}));
});

afterEach(() => vi.useRealTimers());

const makeAnalyst = () => new Analyst({ send: () => Promise.resolve(READ) } as unknown as LiveSocket);

it.each([
  ["is silent", () => vi.advanceTimersByTimeAsync(10_000)],
  ["could not be fetched", () => workers[0]!.onerror!()],
  ["says that it failed", () => workers[0]!.onmessage!({ data: { kind: "failed" } })],
])("gives up a worker that %s, and encodes the next picture with a new one", async (_, fail) => {
  const analyst = makeAnalyst();
  const first = expect(analyst.readOnServer(VIDEO)).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(0);
  await fail();
  await first;
  expect(workers[0]!.terminate).toHaveBeenCalledOnce();

  const second = analyst.readOnServer(VIDEO);
  await vi.advanceTimersByTimeAsync(0);
  expect(workers).toHaveLength(2);
  workers[1]!.onmessage!({ data: { kind: "encoded", bytes: new ArrayBuffer(1), light: 0.5 } });
  await expect(second).resolves.toEqual({ reading: READ.reading, rateHz: 2, light: 0.5 });
});

it("keeps its worker when only the server did not answer", async () => {
  const analyst = new Analyst({ send: () => Promise.reject(new Error("no_answer")) } as unknown as LiveSocket);
  for (let round = 0; round < 2; round++) {
    const reading = expect(analyst.readOnServer(VIDEO)).rejects.toThrow("no_answer");
    await vi.advanceTimersByTimeAsync(0);
    workers[0]!.onmessage!({ data: { kind: "encoded", bytes: new ArrayBuffer(1), light: 0.5 } });
    await reading;
  }
  expect(workers).toHaveLength(1);
});
