/** A picture as the source: what is said of it never lands beside another one. */
import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";

import type { DeviceReader } from "@/inference/device-reader";
import { renderPart } from "@/testing/render";

import { PictureStage } from "./picture-stage";

const settle: ((read: unknown) => void)[] = [];
const drawn: string[] = [];

beforeEach(() => {
  settle.length = drawn.length = 0;
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({ drawImage: ({ name }: File) => drawn.push(name) } as never);
  vi.stubGlobal("createImageBitmap", ({ name }: File) => Promise.resolve({ name, width: 4, height: 4, close: () => undefined }));
});

function show() {
  const readStill = vi.fn(() => new Promise((resolve) => settle.push(resolve)));
  const onRead = vi.fn();
  const { unmount } = renderPart(<PictureStage reader={{ readStill } as unknown as DeviceReader} read={null} onRead={onRead} />);
  const pick = (name: string) => userEvent.upload(document.querySelector<HTMLInputElement>("input[type=file]")!, new File(["x"], name, { type: "image/png" }));
  return { readStill, onRead, pick, unmount };
}

const finish = (index: number, read: string) => act(() => Promise.resolve(settle[index]!(read)));

it("says nothing of a picture whose page was left meanwhile", async () => {
  const { onRead, pick, unmount } = show();
  await pick("a.png");
  await waitFor(() => expect(settle).toHaveLength(1));
  unmount();
  await finish(0, "of a");
  expect(onRead.mock.calls).toEqual([[null]]);
});

it("says only of the newest picture how it looked", async () => {
  const { onRead, pick } = show();
  await pick("a.png");
  await pick("b.png");
  await waitFor(() => expect(settle).toHaveLength(2));
  await finish(1, "of b");
  await finish(0, "of a");
  expect(onRead.mock.calls).toEqual([[null], [null], ["of b"]]);
});

it("shows the newest picture, also when an older one takes longer to open", async () => {
  let open: (bitmap: unknown) => void = () => undefined;
  const { pick } = show();
  const quick = window.createImageBitmap;
  vi.stubGlobal("createImageBitmap", (file: File) => (file.name === "a.png" ? new Promise((resolve) => (open = resolve)) : quick(file)));
  await pick("a.png");
  await pick("b.png");
  await waitFor(() => expect(drawn).toEqual(["b.png"]));
  await act(() => Promise.resolve(open({ name: "a.png", width: 4, height: 4, close: () => undefined })));
  expect(drawn).toEqual(["b.png"]);
  expect(screen.getByRole("img")).toBeVisible();
});
