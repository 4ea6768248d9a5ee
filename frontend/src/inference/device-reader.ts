/** Reads faces on this device: the page's side of the reading worker. Nothing it is given leaves the browser. */
import { http } from "@/api/client";

import type { Order } from "./order";
import type { Answer, Opened, Read, Request } from "./protocol";

export class ReaderError extends Error {
  override readonly name = "ReaderError";
}

type Wish<Each> = Each extends unknown ? Omit<Each, "id"> : never;

/** A worker that has not read a frame for this long has died unheard; opening takes as long as its download. */
const PATIENCE_MS = 30_000;

export class DeviceReader {
  private readonly worker = new Worker(new URL("./reader.worker.ts", import.meta.url), { type: "module" });
  private readonly waiting = new Map<number, { settle: (answer: Answer) => void; fail: (error: Error) => void }>();
  private count = 0;
  private isOver = false;
  /** How long a whole frame takes here once everything is warm. */
  frameMs = 0;
  /** Told once when the worker is lost; what it was reading has failed by then. */
  onLost: (() => void) | null = null;

  private constructor(private readonly order: Order) {
    this.worker.onmessage = (event: MessageEvent<Answer>) => this.take(event.data);
    this.worker.onerror = () => this.lose("the reading worker failed");
  }

  /** Fetch and start what the server names; an ApiProblem or ReaderError when this device cannot. */
  static async open(): Promise<DeviceReader> {
    const { data } = await http.GET("/api/device");
    if (!data) throw new ReaderError("no order");
    return DeviceReader.openWith(data);
  }

  static async openWith(order: Order): Promise<DeviceReader> {
    const reader = new DeviceReader(order);
    try {
      reader.frameMs = ((await reader.ask({ kind: "open", order }, [])) as Opened).frameMs;
      return reader;
    } catch (error) {
      reader.close();
      throw error;
    }
  }

  get modelId(): string {
    return this.order.model.model_id;
  }

  /** What a reading may say, in the order of its probabilities. */
  get labels(): readonly string[] {
    return this.order.model.labels;
  }

  /** Read what a video or canvas shows now, as the next frame of one stream. */
  async readFrame(source: ImageBitmapSource): Promise<Read> {
    const bitmap = await createImageBitmap(source);
    return (await this.ask({ kind: "frame", bitmap }, [bitmap])) as Read;
  }

  /** Read one picture for itself. */
  async readStill(source: ImageBitmapSource): Promise<Read> {
    const bitmap = await createImageBitmap(source, { imageOrientation: "from-image" });
    return (await this.ask({ kind: "still", bitmap }, [bitmap])) as Read;
  }

  /** Another face may follow: what was smoothed over time is dropped. */
  async forget(): Promise<void> {
    await this.ask({ kind: "forget" }, []);
  }

  close(): void {
    this.end("closed");
  }

  private ask(wish: Wish<Request>, transfer: Transferable[]): Promise<Answer> {
    if (this.isOver) return Promise.reject(new ReaderError("nobody is there to ask"));
    const id = ++this.count;
    return new Promise((resolve, reject) => {
      const timer = wish.kind === "open" ? undefined : window.setTimeout(() => this.lose("no answer"), PATIENCE_MS);
      const settle = (answer: Answer) => {
        window.clearTimeout(timer);
        if (answer.kind === "failed") reject(new ReaderError(answer.why));
        else resolve(answer);
      };
      const fail = (error: Error) => {
        window.clearTimeout(timer);
        reject(error);
      };
      this.waiting.set(id, { settle, fail });
      this.worker.postMessage({ id, ...wish } as Request, transfer);
    });
  }

  private take(answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    waiting?.settle(answer);
  }

  private lose(why: string): void {
    const tell = this.onLost;
    this.onLost = null;
    this.end(why);
    tell?.();
  }

  private end(why: string): void {
    this.isOver = true;
    this.worker.terminate();
    const error = new ReaderError(why);
    for (const { fail } of this.waiting.values()) fail(error);
    this.waiting.clear();
  }
}
