/** A page that reads here learns when the worker is lost, and can start another. */
import { act, renderHook, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";

import { http } from "@/api/client";

import type { Answer, Request } from "./protocol";
import { useDeviceReader } from "./use-device-reader";

vi.mock("./support", () => ({ canReadHere: () => true }));

const workers: MortalWorker[] = [];

class MortalWorker {
  onmessage: ((event: { data: Answer }) => void) | null = null;
  onerror: (() => void) | null = null;
  terminate = vi.fn();

  constructor() {
    workers.push(this);
  }

  postMessage({ id }: Request): void {
    this.onmessage?.({ data: { id, kind: "opened", frameMs: 40 } });
  }
}

beforeEach(() => {
  vi.stubGlobal("Worker", MortalWorker);
  vi.spyOn(http, "GET").mockResolvedValue({ data: { model: { model_id: "m1", labels: [] } } } as never);
});

it("says that a worker was lost, and opens another when asked", async () => {
  const { result } = renderHook(() => useDeviceReader());
  act(() => result.current.load());
  await waitFor(() => expect(result.current.is).toBe("ready"));
  act(() => workers[0]?.onerror?.());
  expect(result.current.is).toBe("failed");
  act(() => result.current.load());
  await waitFor(() => expect(result.current.is).toBe("ready"));
  expect(workers).toHaveLength(2);
});
