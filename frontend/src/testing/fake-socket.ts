/** Stands in for the socket client: tests play the server, by hand. */
type Listener = (...values: unknown[]) => void;
type Answer = (event: string, payload: unknown) => Promise<unknown>;

export class FakeSocket {
  connected = false;
  active = true;
  readonly sent: { event: string; payload: unknown }[] = [];
  answer: Answer = () => Promise.resolve({ ok: true });
  private readonly listeners = new Map<string, Set<Listener>>();

  on(event: string, listener: Listener): this {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(listener));
    return this;
  }

  off(event: string, listener: Listener): this {
    this.listeners.get(event)?.delete(listener);
    return this;
  }

  fire(event: string, ...values: unknown[]): void {
    if (event === "connect" || event === "disconnect") this.connected = event === "connect";
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener(...values);
  }

  connect(): void {
    this.fire("connect");
  }

  disconnect(): void {
    this.connected = false;
  }

  timeout() {
    return {
      emitWithAck: (event: string, payload: unknown) => {
        this.sent.push({ event, payload });
        return this.answer(event, payload);
      },
    };
  }

  /** What was sent under this name, oldest first. */
  heard(event: string): unknown[] {
    return this.sent.filter((each) => each.event === event).map(({ payload }) => payload);
  }
}

const sockets: FakeSocket[] = [];

export function io(): FakeSocket {
  const socket = new FakeSocket();
  sockets.push(socket);
  return socket;
}

export function lastSocket(): FakeSocket {
  return sockets.at(-1)!;
}
