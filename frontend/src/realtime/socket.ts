/**
 * The only file that knows socket.io: one connection to /live, typed by the generated map of events.
 * An acknowledgement is the answer; a refusal becomes a LiveRefusal. It does not know what the events mean.
 */
import { io, type Socket } from "socket.io-client";

import { checkLogin } from "@/api/me";
import { countBytes, noteSent } from "@/lib/outbox";

import type { ClientEvents, Namespace, Refusal, ServerEvents } from "./events";

export type Connection = "connecting" | "online" | "offline";

/** `refusal` is the server's word for why it lets this socket wait. */
type ConnectionListener = (connection: Connection, refusal: string | null) => void;

const NAMESPACE: Namespace = "/live";
const TOO_MANY = "too_many_sockets";
const ANSWER_TIMEOUT_MS = 5_000;
const ASK_AGAIN_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

export class LiveRefusal extends Error {
  constructor(
    readonly code: string,
    readonly retryAfterMs: number | null,
  ) {
    super(code);
    this.name = "LiveRefusal";
  }

  /** Whether the same question may be answered differently in a moment. */
  get isPassing(): boolean {
    return this.code === "no_answer" || this.retryAfterMs !== null;
  }
}

export function toRefusal(error: unknown): LiveRefusal {
  return error instanceof LiveRefusal ? error : new LiveRefusal("unexpected", null);
}

export class LiveSocket {
  private readonly socket: Socket;
  private again: number | undefined;
  private refusals = 0;
  private readonly connectionListeners = new Set<ConnectionListener>();

  constructor() {
    // Websocket only: no sticky sessions needed, and nothing falls back to polling unseen.
    this.socket = io(NAMESPACE, { transports: ["websocket"], autoConnect: false });
    this.socket.on("connect", () => {
      this.refusals = 0;
      this.tell("online");
    });
    this.socket.on("disconnect", (reason) => this.tell(reason === "io client disconnect" ? "offline" : "connecting"));
    this.socket.on("connect_error", (error) => {
      this.tell("connecting", error.message === TOO_MANY ? TOO_MANY : null);
      if (!this.socket.active) this.connectAgain();
      void checkLogin(); // a login that ended looks like any other trouble here
    });
  }

  open(): void {
    this.socket.connect();
  }

  close(): void {
    this.forgetAgain();
    this.socket.disconnect();
  }

  /** Ask in a moment what was refused for a moment only; where the line is gone by then, the next connection asks. */
  askAgain(ask: () => void): void {
    this.tell("connecting");
    this.again = window.setTimeout(() => {
      if (this.isOnline) ask();
    }, ASK_AGAIN_MS);
  }

  forgetAgain(): void {
    window.clearTimeout(this.again);
  }

  get isOnline(): boolean {
    return this.socket.connected;
  }

  async send<E extends keyof ClientEvents>(
    event: E,
    payload: ClientEvents[E]["payload"],
    timeoutMs = ANSWER_TIMEOUT_MS,
  ): Promise<Exclude<ClientEvents[E]["answer"], Refusal>> {
    if (!this.socket.connected) throw new LiveRefusal("offline", null);
    const isPicture = payload instanceof ArrayBuffer;
    const bytes = isPicture ? payload.byteLength : countBytes(JSON.stringify(payload));
    noteSent({ by: "socket", name: event, bytes, isPicture });
    const answer: unknown = await this.socket
      .timeout(timeoutMs)
      .emitWithAck(event, payload)
      .catch(() => {
        throw new LiveRefusal("no_answer", null);
      });
    if (isRefusal(answer)) throw new LiveRefusal(answer.code, answer.retry_after_ms ?? null);
    return answer as Exclude<ClientEvents[E]["answer"], Refusal>;
  }

  on<E extends keyof ServerEvents>(event: E, listener: (message: ServerEvents[E]) => void): () => void {
    const untyped = listener as (message: unknown) => void;
    this.socket.on(event as string, untyped);
    return () => this.socket.off(event as string, untyped);
  }

  onConnection(listener: ConnectionListener): () => void {
    this.connectionListeners.add(listener);
    return () => this.connectionListeners.delete(listener);
  }

  /** The client gives up what the server refuses, but room for a socket comes back when another one closes. */
  private connectAgain(): void {
    this.forgetAgain();
    this.again = window.setTimeout(() => this.socket.connect(), Math.min(ASK_AGAIN_MS * 2 ** this.refusals++, LONGEST_WAIT_MS));
  }

  private tell(connection: Connection, refusal: string | null = null): void {
    for (const listener of this.connectionListeners) listener(connection, refusal);
  }
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === "object" && answer !== null && (answer as { ok?: unknown }).ok === false;
}
