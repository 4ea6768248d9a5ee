/**
 * Reads a frame where the student wants it read: on this device, or on the server. Only here pictures turn into
 * messages; on the device nothing but a reading's numbers is sent, and in `self_only` not even those.
 */
import { DeviceReader } from "@/inference/device-reader";
import { canReadHere } from "@/inference/support";

import type { components } from "./events";
import { FrameEncoder, type EncodedFrame } from "./frame-encoder";
import type { LiveSocket } from "./socket";

type Reading = components["schemas"]["Reading"];

export type Where = "device" | "server";
/** `slow`: it works, but is not chosen by itself. `unable`: this browser cannot, or the files could not be had. */
export type DeviceState = "unknown" | "loading" | "ready" | "slow" | "unable";

export interface Outcome {
  reading: Reading;
  light: number;
}

/** A device that needs longer for one frame shows an expression that is gone already. */
const SLOWEST_FRAME_MS = 1_000;
const CHOICE_KEY = "attune-where";
const DIGITS = 1_000;

export class Analyst {
  private encoder: FrameEncoder | null = null;
  private reader: DeviceReader | null = null;
  private opening: Promise<DeviceReader> | null = null;
  private lastNumber = 0;

  constructor(private readonly socket: LiveSocket) {}

  /** Fetch the model and start it, unless that is done; the second call waits for the first. */
  async prepareDevice(modelId: string | null): Promise<DeviceState> {
    if (!canReadHere()) return "unable";
    if (this.reader && modelId !== null && this.reader.modelId !== modelId) this.close();
    const opening = (this.opening ??= DeviceReader.open());
    try {
      const reader = await opening;
      if (this.opening !== opening) return "unknown"; // closed meanwhile
      this.reader = reader;
      return reader.frameMs > SLOWEST_FRAME_MS ? "slow" : "ready";
    } catch {
      if (this.opening === opening) this.opening = null; // the next start of the camera tries again
      return "unable";
    }
  }

  async readOnServer(video: HTMLVideoElement): Promise<Outcome & { rateHz: number }> {
    const { bytes, light } = await this.encode(video);
    const { reading, rate_hz } = await this.socket.send("frame", bytes);
    return { reading, light, rateHz: rate_hz };
  }

  async readOnDevice(video: HTMLVideoElement): Promise<Outcome> {
    const { reader } = this;
    if (!reader) throw new Error("nothing is open on this device");
    try {
      return await reader.readFrame(video);
    } catch (error) {
      if (this.reader === reader) this.close(); // it may be dead, so the next one is opened anew
      throw error;
    }
  }

  /** Send a reading's numbers; the answer is the rate the server asks for. */
  async sendNumbers({ model, probabilities, abstained, label }: Reading): Promise<number> {
    // The clock keeps the numbers rising when the page is loaded anew in the middle of a sitting.
    const number = Math.max(this.lastNumber + 1, Date.now());
    this.lastNumber = number;
    const rounded = probabilities?.map((share) => Math.round(share * DIGITS) / DIGITS) ?? null;
    const { rate_hz } = await this.socket.send("reading", { number, model, label, probabilities: rounded, abstained });
    return rate_hz;
  }

  /** The next frame may show somebody else, or come much later. */
  forget(): void {
    this.closeEncoder(); // with whatever it is still encoding
    void this.reader?.forget().catch(() => undefined);
  }

  close(): void {
    this.closeEncoder();
    // One that is still being opened is closed as soon as it is there.
    void this.opening?.then((reader) => reader.close(), () => undefined);
    this.reader = this.opening = null;
  }

  private async encode(video: HTMLVideoElement): Promise<EncodedFrame> {
    const encoder = (this.encoder ??= new FrameEncoder());
    try {
      return await encoder.captureFrame(video);
    } catch (error) {
      if (this.encoder === encoder) this.closeEncoder(); // it may be dead, so the next picture gets a new one
      throw error;
    }
  }

  private closeEncoder(): void {
    this.encoder?.close();
    this.encoder = null;
  }
}

/** In `self_only` there is no choice; otherwise the student's own, and by default whatever keeps pictures here. */
export function decideWhere(mode: string | null, device: DeviceState): Where {
  if (mode === "self_only") return "device";
  return readChoice() ?? (device === "unable" || device === "slow" ? "server" : "device");
}

export function readChoice(): Where | null {
  const stored = localStorage.getItem(CHOICE_KEY);
  return stored === "device" || stored === "server" ? stored : null;
}

export function keepChoice(where: Where): void {
  localStorage.setItem(CHOICE_KEY, where);
}
