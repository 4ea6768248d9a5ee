/** Turns what a video shows into the bytes of a small JPEG, in a worker. One picture at a time. */

export interface FrameOrder {
  bitmap: ImageBitmap;
  width: number;
}

export interface FrameAnswer {
  bytes: ArrayBuffer;
  light: number;
}

/** 320 px is what the detector needs of a face at a desk; more would only cost upload. */
const FRAME_WIDTH_PX = 320;

export class FrameEncoder {
  private readonly worker = new Worker(new URL("./frame-encoder.worker.ts", import.meta.url), { type: "module" });

  async captureFrame(video: HTMLVideoElement): Promise<FrameAnswer> {
    const bitmap = await createImageBitmap(video);
    return new Promise((resolve, reject) => {
      this.worker.onmessage = (event: MessageEvent<FrameAnswer>) => resolve(event.data);
      this.worker.onerror = () => reject(new Error("the frame worker failed"));
      this.worker.postMessage({ bitmap, width: FRAME_WIDTH_PX } satisfies FrameOrder, [bitmap]);
    });
  }

  close(): void {
    this.worker.terminate();
  }
}
