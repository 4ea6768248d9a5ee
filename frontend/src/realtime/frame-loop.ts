/**
 * Has one frame after another read at the rate that is asked for: the next one follows only when the last is
 * answered. Hidden pages show nothing. It does not know where frames are read or what an answer means.
 */

export interface FrameLoopOptions {
  video: HTMLVideoElement;
  rateHz: () => number;
  read: (video: HTMLVideoElement) => Promise<void>;
  /** After a failure: how long to wait before the next frame. */
  onFailure: (error: unknown) => number;
}

const HAVE_CURRENT_DATA = 2;

export class FrameLoop {
  private timer: number | undefined;
  private isReading = false;
  private stopped = false;

  constructor(private readonly options: FrameLoopOptions) {
    document.addEventListener("visibilitychange", this.wake);
    this.plan(0);
  }

  stop(): void {
    this.stopped = true;
    window.clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.wake);
  }

  private wake = (): void => {
    if (!document.hidden && this.timer === undefined && !this.isReading) this.plan(0);
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
    this.isReading = true;
    try {
      if (this.options.video.readyState >= HAVE_CURRENT_DATA) await this.options.read(this.options.video);
    } catch (error) {
      waitMs = Math.max(waitMs, this.options.onFailure(error));
    } finally {
      this.isReading = false;
    }
    this.plan(waitMs - (performance.now() - startedAt));
  }
}
