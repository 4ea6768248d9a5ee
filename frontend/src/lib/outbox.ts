/**
 * Counts what leaves this page: the socket and the API door note here each message they send. In memory only,
 * for as long as the page lives; the content of a message is never kept.
 */

export interface Sent {
  /** Milliseconds since the page was opened. */
  at: number;
  by: "socket" | "http";
  name: string;
  bytes: number;
  /** Pictures go out as bytes, everything else as text. */
  isPicture: boolean;
}

export interface Outbox {
  last: readonly Sent[];
  messages: number;
  bytes: number;
  pictures: number;
}

const KEPT = 50;

let outbox: Outbox = { last: [], messages: 0, bytes: 0, pictures: 0 };
const listeners = new Set<() => void>();

export function noteSent(sent: Omit<Sent, "at">): void {
  outbox = {
    last: [{ at: performance.now(), ...sent }, ...outbox.last].slice(0, KEPT),
    messages: outbox.messages + 1,
    bytes: outbox.bytes + sent.bytes,
    pictures: outbox.pictures + (sent.isPicture ? 1 : 0),
  };
  for (const listener of listeners) listener();
}

/** One request to the API: its address and what it carries. */
export function noteRequest(method: string, path: string, bodyBytes: number): void {
  const [name = ""] = path.split("?");
  noteSent({ by: "http", name: `${method} ${name}`, bytes: countBytes(path) + bodyBytes, isPicture: false });
}

export function readOutbox(): Outbox {
  return outbox;
}

export function watchOutbox(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Bytes of a text as it travels. */
export function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
