/** What the page and the reading worker say to each other. Pictures go in; only readings come out. */
import type { Order } from "./order";
import type { Reading } from "./reading";

export type Request = { id: number } & (
  | { kind: "open"; order: Order }
  | { kind: "frame"; bitmap: ImageBitmap }
  | { kind: "still"; bitmap: ImageBitmap }
  | { kind: "forget" }
);

export interface Opened {
  kind: "opened";
  /** How long a whole frame takes on this device once everything is warm. */
  frameMs: number;
}

export interface Read {
  kind: "read";
  reading: Reading;
  /** Mean brightness between 0 and 1. */
  light: number;
  tookMs: number;
}

export type Answer = { id: number } & (Opened | Read | { kind: "done" } | { kind: "failed"; why: string });
