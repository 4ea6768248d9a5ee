/**
 * What comes to a student beside the lesson: a message, the tutor's poll and words. It keeps what is to be seen
 * now and forgets what was put away. The other way go broad steps through the lesson. It knows no camera.
 */
import type { components } from "./events";
import type { LiveSocket } from "./socket";
import { Store } from "./store";

type Wire = components["schemas"];
export type ClassPoll = Wire["ClassPoll"];
export type TutorWords = Wire["TutorWords"];
export type SupportMessage = Wire["SupportMessage"];
export type ActivityKind = Wire["Activity"]["kind"];

export interface TalkState {
  poll: ClassPoll | null;
  words: readonly TutorWords[];
  message: SupportMessage | null;
}

export class ClassTalk {
  readonly store = new Store<TalkState>({ poll: null, words: [], message: null });
  private readonly putAway = new Set<number>();

  constructor(private readonly socket: LiveSocket) {}

  listen(): (() => void)[] {
    return [
      this.socket.on("poll", (poll) => this.store.set({ poll })),
      this.socket.on("poll_closed", ({ poll_id }) => this.closePoll(poll_id)),
      this.socket.on("tutor_words", (words) => this.hear([words])),
      this.socket.on("message", (message) => this.store.set({ message })),
    ];
  }

  /** What stood in the class when it was joined, perhaps for the second time. */
  catchUp(joined: Pick<Wire["Joined"], "poll" | "words">): void {
    this.store.set({ poll: joined.poll });
    this.hear(joined.words);
  }

  async answerPoll(choice: number): Promise<void> {
    const { poll } = this.store.get();
    if (!poll) return;
    this.store.set({ poll: { ...poll, chosen: choice } });
    try {
      await this.socket.send("answer_poll", { poll_id: poll.poll_id, choice });
    } catch (error) {
      this.store.set({ poll });
      throw error;
    }
  }

  putAwayWords(id: number): void {
    this.putAway.add(id);
    this.store.set({ words: this.store.get().words.filter((words) => words.id !== id) });
  }

  putAwayMessage(): void {
    this.store.set({ message: null });
  }

  /** A step through the lesson; when it cannot be told now, it is not told later either. */
  noteActivity(kind: ActivityKind, item: number | null, videoSecond: number | null): void {
    if (!this.socket.isOnline) return;
    void this.socket.send("activity", { kind, item, video_second: videoSecond }).catch(() => undefined);
  }

  private hear(heard: readonly TutorWords[]): void {
    const { words } = this.store.get();
    const known = new Set([...words.map(({ id }) => id), ...this.putAway]);
    const added = heard.filter(({ id }) => !known.has(id));
    if (added.length > 0) this.store.set({ words: [...words, ...added] });
  }

  private closePoll(id: number): void {
    if (this.store.get().poll?.poll_id === id) this.store.set({ poll: null });
  }
}
