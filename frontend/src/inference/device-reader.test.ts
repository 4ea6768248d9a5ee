/** How long the page waits for the reading worker. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { DeviceReader } from "./device-reader";
import type { Order } from "./order";
import type { Answer, Request } from "./protocol";

const ORDER = { model: { model_id: "m1", labels: [] } } as unknown as Order;

let workers: SlowWorker[] = [];

/** Opens as slowly as a long download; is silent afterwards. */
class SlowWorker {
  onmessage: ((event: { data: Answer }) => void) | null = null;
  onerror: (() => void) | null = null;
  terminate = vi.fn();

  constructor() {
    workers.push(this);
  }

  postMessage({ id, kind }: Request): void {
    if (kind === "open") setTimeout(() => this.onmessage?.({ data: { id, kind: "opened", frameMs: 40 } }), 300_000);
  }
}

beforeEach(() => {
  workers = [];
  vi.useFakeTimers();
  vi.stubGlobal("Worker", SlowWorker);
  vi.stubGlobal("createImageBitmap", () => Promise.resolve({}));
});

afterEach(() => vi.useRealTimers());

async function open(): Promise<DeviceReader> {
  const opening = DeviceReader.openWith(ORDER);
  await vi.advanceTimersByTimeAsync(300_000);
  return opening;
}

it("waits for a long download, but not for a worker that answers no frame", async () => {
  const reader = await open();
  const reading = reader.readFrame({} as ImageBitmapSource);
  reading.catch(() => undefined);
  const onLost = (reader.onLost = vi.fn());
  await vi.advanceTimersByTimeAsync(31_000);
  await expect(reading).rejects.toThrow("no answer");
  expect(onLost).toHaveBeenCalledOnce();
});

it.each([
  ["was lost", () => workers[0]!.onerror!()],
  ["was closed", (reader: DeviceReader) => reader.close()],
])("asks nothing of a worker that %s", async (_, end) => {
  const reader = await open();
  end(reader);
  const reading = reader.readFrame({} as ImageBitmapSource);
  const outcome = await Promise.race([reading.catch(String), vi.advanceTimersByTimeAsync(0).then(() => "waits")]);
  expect(outcome).toContain("ReaderError");
});
