/** A student's raised hand and quick reaction in a live class. Tutors see them; this keeps only one's own. */
import type { components } from "./events";
import type { LiveSocket } from "./socket";
import { Store } from "./store";

export type ReactionKind = components["schemas"]["React"]["kind"];

export interface FloorState {
  hand: boolean;
  /** What the tutor sees counted right now. */
  reaction: ReactionKind | null;
}

export class ClassFloor {
  readonly store = new Store<FloorState>({ hand: false, reaction: null });
  private fading: number | undefined;

  constructor(private readonly socket: LiveSocket) {}

  listen(): (() => void)[] {
    return [this.socket.on("hand", ({ on }) => this.store.set({ hand: on })), () => window.clearTimeout(this.fading)];
  }

  catchUp(hand: boolean): void {
    this.store.set({ hand });
  }

  async setHand(on: boolean): Promise<void> {
    const before = this.store.get().hand;
    this.store.set({ hand: on });
    try {
      await this.socket.send("hand", { on });
    } catch (error) {
      this.store.set({ hand: before });
      throw error;
    }
  }

  async react(kind: ReactionKind): Promise<void> {
    const { seconds } = await this.socket.send("react", { kind });
    this.store.set({ reaction: kind });
    window.clearTimeout(this.fading);
    this.fading = window.setTimeout(() => this.store.set({ reaction: null }), seconds * 1_000);
  }
}
