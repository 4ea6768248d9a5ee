/**
 * Sends one frame after another at the rate the server asks for: the next one leaves only when the last is
 * answered. Hidden pages send nothing. It does not know what an answer means.
 */
import { FrameEncoder } from "./frame-encoder";

export interface FrameLoopOptions {
  video: HTMLVideoElement;
  rateHz: () => number;
  send: (bytes: ArrayBuffer) => Promise<void>;
  onLight: (light: number) => void;
  /** After a failure: how long to wait before the next frame. */
  onFailure: (error: unknown) => number;
}

const HAVE_CURRENT_DATA = 2;

export class FrameLoop {
  private readonly encoder = new FrameEncoder();
  private timer: number | undefined;
  private stopped = false;

  constructor(private readonly options: FrameLoopOptions) {
    document.addEventListener("visibilitychange", this.wake);
    this.plan(0);
  }

  stop(): void {
    this.stopped = true;
    window.clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.wake);
    this.encoder.close();
  }

  private wake = (): void => {
    if (!document.hidden && this.timer === undefined) this.plan(0);
  };

  private plan(waitMs: number): void {
    if (this.stopped) return;
    this.timer = window.setTimeout(() => void this.step(), Math.max(0, waitMs));
  }

  private async step(): Promise<void> {
    this.timer = undefined;
    if (document.hidden) return;
    const startedAt = performance.now();
    let waitMs = 1000 / Math.max(this.options.rateHz(), 0.05);
    try {
      if (this.options.video.readyState >= HAVE_CURRENT_DATA) await this.sendOne();
    } catch (error) {
      waitMs = Math.max(waitMs, this.options.onFailure(error));
    }
    this.plan(waitMs - (performance.now() - startedAt));
  }

  private async sendOne(): Promise<void> {
    const { bytes, light } = await this.encoder.captureFrame(this.options.video);
    this.options.onLight(light);
    if (!this.stopped) await this.options.send(bytes);
  }
}
