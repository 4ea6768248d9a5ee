/** Turns what a video shows into the bytes of a small JPEG, in a worker. One picture at a time. */

export interface FrameOrder {
  bitmap: ImageBitmap;
  width: number;
}

export interface EncodedFrame {
  bytes: ArrayBuffer;
  light: number;
}

export type FrameAnswer = ({ kind: "encoded" } & EncodedFrame) | { kind: "failed" };

/** 320 px is what the detector needs of a face at a desk; more would only cost upload. */
const FRAME_WIDTH_PX = 320;
/** Long enough for the worker's script to arrive; a worker that could not be fetched may never say so. */
const PATIENCE_MS = 10_000;

export class FrameEncoder {
  private readonly worker = new Worker(new URL("./frame-encoder.worker.ts", import.meta.url), { type: "module" });

  /** Once this has failed, the encoder is to be closed: an answer that comes late would pass for the next one. */
  async captureFrame(video: HTMLVideoElement): Promise<EncodedFrame> {
    const bitmap = await createImageBitmap(video);
    return new Promise((resolve, reject) => {
      const fail = () => reject(new Error("the frame worker failed"));
      const timer = window.setTimeout(fail, PATIENCE_MS);
      this.worker.onerror = fail;
      this.worker.onmessage = ({ data }: MessageEvent<FrameAnswer>) => {
        window.clearTimeout(timer);
        if (data.kind === "encoded") resolve(data);
        else fail();
      };
      this.worker.postMessage({ bitmap, width: FRAME_WIDTH_PX } satisfies FrameOrder, [bitmap]);
    });
  }

  close(): void {
    this.worker.terminate();
  }
}
