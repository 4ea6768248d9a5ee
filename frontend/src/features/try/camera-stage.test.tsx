/** The camera on the page without an account: what happens when it is taken away. */
import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import type { DeviceReader } from "@/inference/device-reader";
import { renderPart } from "@/testing/render";

import { CameraStage } from "./camera-stage";

it("says so when the camera is unplugged, and can start it again", async () => {
  const track = Object.assign(new EventTarget(), { stop: vi.fn() });
  Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: { getUserMedia: () => Promise.resolve({ getTracks: () => [track] }) } });
  const reader = { forget: () => Promise.resolve() } as unknown as DeviceReader;
  const onRead = vi.fn();
  renderPart(<CameraStage reader={reader} read={null} onRead={onRead} />);
  await userEvent.click(screen.getByRole("button", { name: "Turn on the camera" }));
  await screen.findByRole("button", { name: "Stop the camera" });
  act(() => void track.dispatchEvent(new Event("ended")));
  expect(screen.getByText(/is using the camera/i)).toBeVisible();
  expect(onRead).toHaveBeenLastCalledWith(null);
  await userEvent.click(screen.getByRole("button", { name: "Turn on the camera" }));
  expect(await screen.findByRole("button", { name: "Stop the camera" })).toBeVisible();
});
