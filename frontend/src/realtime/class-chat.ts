/** The chat of one live class, for whoever sits in it or teaches it: lines come, go and are written. It knows no page. */
import type { components } from "./events";
import { LiveRefusal, toRefusal, type LiveSocket } from "./socket";
import { Store } from "./store";

type Wire = components["schemas"];
export type ChatLine = Wire["ChatLine"];

export interface ChatState {
  /** Students may write; null until the server has said so. */
  open: boolean | null;
  lines: readonly ChatLine[];
}

export class ClassChat {
  readonly store = new Store<ChatState>({ open: null, lines: [] });
  /** What came over this connection, perhaps before the answer that tells what stood there. */
  private arrived: ChatLine[] = [];
  private readonly gone = new Set<number>();

  constructor(
    private readonly socket: LiveSocket,
    private readonly liveClassId: () => number | null,
  ) {}

  listen(): (() => void)[] {
    return [
      this.socket.onConnection(() => (this.arrived = [])),
      this.socket.on("chat", (line) => this.add(line)),
      this.socket.on("chat_taken_down", ({ line_id }) => this.remove(line_id)),
      this.socket.on("chat_opened", ({ on }) => this.store.set({ open: on })),
    ];
  }

  /** What stands there when the class was joined, perhaps for the second time. */
  catchUp(chat: Wire["Chat"] | null): void {
    if (chat) this.store.set({ open: chat.open, lines: this.merge([...chat.lines, ...this.arrived]) });
    else this.store.set({ open: null, lines: [] });
  }

  async say(text: string): Promise<void> {
    const { line } = await this.socket.send("chat", { live_class_id: this.requireClass(), text });
    this.add(line);
  }

  async takeDown(id: number): Promise<void> {
    try {
      await this.socket.send("take_down", { line_id: id });
    } catch (error) {
      if (toRefusal(error).code !== "not_found") throw error; // somebody was faster
    }
    this.remove(id);
  }

  async setOpen(on: boolean): Promise<void> {
    await this.socket.send("open_chat", { live_class_id: this.requireClass(), on });
    this.store.set({ open: on });
  }

  private add(line: ChatLine): void {
    this.arrived.push(line);
    this.store.set({ lines: this.merge([...this.store.get().lines, line]) });
  }

  /** Each line once: one's own comes as the answer and with everybody's. */
  private merge(lines: readonly ChatLine[]): ChatLine[] {
    const once = new Map(lines.map((line) => [line.id, line]));
    return [...once.values()].filter(({ id }) => !this.gone.has(id)).sort((a, b) => a.id - b.id);
  }

  private remove(id: number): void {
    this.gone.add(id);
    this.store.set({ lines: this.store.get().lines.filter((line) => line.id !== id) });
  }

  private requireClass(): number {
    const id = this.liveClassId();
    if (id === null) throw new LiveRefusal("not_in_class", null);
    return id;
  }
}
