/** How long the page waits for the reading worker. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { DeviceReader } from "./device-reader";
import type { Order } from "./order";
import type { Answer, Request } from "./protocol";

const ORDER = { model: { model_id: "m1", labels: [] } } as unknown as Order;

/** Opens as slowly as a long download; is silent afterwards. */
class SlowWorker {
  onmessage: ((event: { data: Answer }) => void) | null = null;
  terminate = vi.fn();

  postMessage({ id, kind }: Request): void {
    if (kind === "open") setTimeout(() => this.onmessage?.({ data: { id, kind: "opened", frameMs: 40 } }), 300_000);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("Worker", SlowWorker);
  vi.stubGlobal("createImageBitmap", () => Promise.resolve({}));
});

afterEach(() => vi.useRealTimers());

it("waits for a long download, but not for a worker that answers no frame", async () => {
  const opening = DeviceReader.openWith(ORDER);
  opening.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(300_000);
  const reader = await opening;
  const reading = reader.readFrame({} as ImageBitmapSource);
  reading.catch(() => undefined);
  const onLost = (reader.onLost = vi.fn());
  await vi.advanceTimersByTimeAsync(31_000);
  await expect(reading).rejects.toThrow("no answer");
  expect(onLost).toHaveBeenCalledOnce();
});
