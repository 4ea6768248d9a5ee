/**
 * Watches how a student gets on with a lesson, in broad steps: a part reached, gone back, tried again, away, back.
 * Where the tutor leads is no step of the student. Keys are never listened to; what is written and how fast stays with the student.
 */
import { isLed } from "@/lib/led";
import type { ActivityKind } from "@/realtime/class-talk";

type Note = (kind: ActivityKind, item: number | null, videoSecond: number | null) => void;

/** Without any movement for this long somebody reads, thinks, or is away. */
const IDLE_MS = 60_000;
const SIGNS_OF_LIFE = ["pointerdown", "pointermove", "scroll", "wheel", "touchstart", "focusin", "change"] as const;
/** A jump back by less is the player's own rounding. */
const REWIND_S = 2;
/** While a video plays, a step this often says that it is being watched. */
const WATCHED_S = 60;

export class LessonActivity {
  private section = 0;
  private idleTimer: number | undefined;
  private isIdle = false;
  private readonly tries = new WeakMap<EventTarget, number>();
  private readonly seconds = new WeakMap<EventTarget, number>();

  constructor(private readonly note: Note) {}

  /** Watch everything inside this element; the answer stops it. */
  watch(root: HTMLElement): () => void {
    const watched = [
      ["seeking", this.followSeek],
      ["timeupdate", this.followVideo],
      ["submit", this.followSubmit],
    ] as const;
    // Events of a video do not bubble, so they are met on their way down.
    for (const [name, listener] of watched) root.addEventListener(name, listener, true);
    for (const name of SIGNS_OF_LIFE) window.addEventListener(name, this.live, { passive: true });
    document.addEventListener("visibilitychange", this.followVisibility);
    this.live();
    return () => {
      window.clearTimeout(this.idleTimer);
      for (const [name, listener] of watched) root.removeEventListener(name, listener, true);
      for (const name of SIGNS_OF_LIFE) window.removeEventListener(name, this.live);
      document.removeEventListener("visibilitychange", this.followVisibility);
    };
  }

  reachSection(section: number): void {
    if (section === this.section) return;
    const isBack = section < this.section;
    this.section = section;
    if (isLed()) return;
    this.note(isBack ? "rewind" : "item", section, null);
  }

  private live = (event?: Event): void => {
    if (event?.type === "scroll" && isLed()) return;
    window.clearTimeout(this.idleTimer);
    this.idleTimer = window.setTimeout(this.rest, IDLE_MS);
    if (!this.isIdle) return;
    this.isIdle = false;
    this.note("resume", this.section, null);
  };

  private rest = (): void => {
    if (this.isIdle) return;
    this.isIdle = true;
    this.note("idle", this.section, null);
  };

  private followVisibility = (): void => {
    if (document.hidden) this.rest();
    else this.live();
  };

  private followSeek = (event: Event): void => {
    if (!(event.target instanceof HTMLMediaElement)) return;
    const now = event.target.currentTime;
    const before = this.seconds.get(event.target) ?? 0;
    this.seconds.set(event.target, now);
    if (before - now > REWIND_S) this.note("rewind", this.section, now);
  };

  private followVideo = (event: Event): void => {
    if (!(event.target instanceof HTMLMediaElement) || event.target.seeking) return;
    this.live();
    const now = event.target.currentTime;
    const before = this.seconds.get(event.target) ?? 0;
    this.seconds.set(event.target, now);
    if (Math.floor(now / WATCHED_S) > Math.floor(before / WATCHED_S)) this.note("item", this.section, now);
  };

  private followSubmit = (event: Event): void => {
    if (!event.target) return;
    const tries = (this.tries.get(event.target) ?? 0) + 1;
    this.tries.set(event.target, tries);
    if (tries > 1) this.note("retry", this.section, null);
  };
}
