/** A tutor's view of one live class: the whole panel first, then one message a second. */
import { ClassChat } from "./class-chat";
import type { components } from "./events";
import { LiveSocket, toRefusal, type Connection, type LiveRefusal } from "./socket";
import { Store } from "./store";

export type Panel = components["schemas"]["Panel"];
export type Tile = components["schemas"]["Tile"];

export interface PanelState {
  connection: Connection;
  panel: Panel | null;
  refusal: string | null;
  ended: boolean;
}

/** Who may no longer look keeps nothing that they saw. */
const MAY_NOT_LOOK = new Set(["not_found", "forbidden", "briefing_unread", "not_logged_in"]);

export class PanelWatch {
  readonly store = new Store<PanelState>({ connection: "connecting", panel: null, refusal: null, ended: false });
  private readonly socket = new LiveSocket();
  readonly chat = new ClassChat(this.socket, () => this.liveClassId);
  private undo: (() => void)[] = [];

  constructor(private readonly liveClassId: number) {}

  start(): void {
    this.undo = [
      this.socket.onConnection((connection, refusal) => this.followConnection(connection, refusal)),
      this.socket.on("panel", (panel) => this.store.set({ panel })),
      this.socket.on("ended", () => this.store.set({ ended: true })),
      ...this.chat.listen(),
    ];
    this.socket.open();
  }

  stop(): void {
    for (const undo of this.undo) undo();
    if (this.socket.isOnline) void this.socket.send("unwatch", {}).catch(() => undefined);
    this.socket.close();
  }

  async ask(question: string, choices: string[]): Promise<void> {
    await this.socket.send("poll", { live_class_id: this.liveClassId, question, choices });
  }

  async closePoll(id: number): Promise<void> {
    await this.socket.send("close_poll", { poll_id: id });
  }

  async snooze(alertId: number, minutes: number): Promise<void> {
    await this.socket.send("snooze_alert", { alert_id: alertId, minutes });
    const { panel } = this.store.get();
    if (panel) this.store.set({ panel: { ...panel, alerts: panel.alerts.filter(({ id }) => id !== alertId) } });
  }

  /** "I helped", because of an alert or by itself. */
  async markHelped(alertId: number | null): Promise<void> {
    await this.socket.send("helped", { alert_id: alertId });
  }

  /** What somebody wanted to say was heard. */
  async lowerHand(userId: number): Promise<void> {
    await this.socket.send("lower_hand", { live_class_id: this.liveClassId, user_id: userId });
  }

  /** Say how many it reached. */
  async tell(text: string, userId: number | null): Promise<number> {
    const { reached } = await this.socket.send("tell", { live_class_id: this.liveClassId, user_id: userId, text });
    return reached;
  }

  private followConnection(connection: Connection, refusal: string | null): void {
    this.store.set({ connection });
    this.keepRefusal(refusal);
    if (connection === "online") void this.watch();
  }

  private async watch(): Promise<void> {
    this.socket.forgetAgain();
    try {
      const { panel, chat } = await this.socket.send("watch", { live_class_id: this.liveClassId });
      this.store.set({ connection: "online", panel, refusal: null });
      this.chat.catchUp(chat);
    } catch (error) {
      this.followRefusal(toRefusal(error));
    }
  }

  private followRefusal(refusal: LiveRefusal): void {
    if (refusal.code === "class_ended") this.store.set({ ended: true }); // while the line was down
    else if (refusal.isPassing) this.socket.askAgain(() => void this.watch());
    else this.keepRefusal(refusal.code);
  }

  private keepRefusal(refusal: string | null): void {
    this.store.set({ refusal });
    if (refusal && MAY_NOT_LOOK.has(refusal)) this.store.set({ panel: null });
  }
}
