/**
 * One sitting in one lesson: joins, follows what the server allows, has frames read, sends check-ins and help.
 * It keeps the state that pages watch and knows nothing of how it looks.
 */
import { Analyst, decideWhere, keepChoice, type Where } from "./analyst";
import { CameraError, closeCamera, openCamera } from "./camera";
import { ClassChat } from "./class-chat";
import { ClassFloor } from "./class-floor";
import { ClassTalk } from "./class-talk";
import type { components } from "./events";
import { FrameLoop } from "./frame-loop";
import { mayRead, START, type CheckInValue, type LiveState, type Reading } from "./live-state";
import { LiveRefusal, LiveSocket, toRefusal, type Connection } from "./socket";
import { Store } from "./store";

type Wire = components["schemas"];

export { isJoined, mayRead, type CameraState, type CheckInValue, type ClassPosition, type LiveState, type Reading } from "./live-state";

export interface Place {
  lessonId: number;
  liveClassId: number | null;
  optIn: boolean;
}

interface Correction {
  label: string | null;
  untilMs: number;
}

const WAIT_AFTER_FAILURE_MS = 1_500;
const OTHER_MODEL = "other_model";
/** After "that's not it" the eye should not be told the same again at once. */
const CORRECTION_HOLDS_MS = 10_000;

export class LiveSession {
  readonly store = new Store<LiveState>(START);
  private readonly socket = new LiveSocket();
  private readonly analyst = new Analyst(this.socket);
  readonly talk = new ClassTalk(this.socket);
  readonly chat = new ClassChat(this.socket, () => this.place.liveClassId);
  readonly floor = new ClassFloor(this.socket);
  private undo: (() => void)[] = [];
  private loop: FrameLoop | null = null;
  /** The student's newest word, and until when it holds. */
  private correction: Correction = { label: null, untilMs: 0 };

  constructor(
    private place: Place,
    private readonly onReading: (reading: Reading) => void = () => undefined,
  ) {}

  start(): void {
    this.undo = [
      this.socket.onConnection((connection, refusal) => this.followConnection(connection, refusal)),
      this.socket.on("rate", ({ rate_hz }) => this.store.set({ rateHz: rate_hz })),
      this.socket.on("policy", ({ mode, sharing }) => this.followPolicy(mode, sharing)),
      this.socket.on("class_position", (position) => this.store.set({ position })),
      this.socket.on("ended", () => this.endClass()),
      ...this.talk.listen(),
      ...this.chat.listen(),
      ...this.floor.listen(),
    ];
    window.addEventListener("pagehide", this.stop);
    this.socket.open();
  }

  stop = (): void => {
    window.removeEventListener("pagehide", this.stop);
    this.stopCamera();
    this.analyst.close();
    for (const undo of this.undo) undo();
    if (this.socket.isOnline) void this.socket.send("leave", {}).catch(() => undefined);
    this.socket.close();
  };

  /** Join again with another opt-in, or because consents changed. */
  async rejoin(change: Partial<Place> = {}): Promise<void> {
    this.place = { ...this.place, ...change };
    if (change.optIn !== undefined) this.store.set({ optInWish: change.optIn });
    if (this.socket.isOnline) await this.join();
  }

  async startCamera(): Promise<void> {
    if (this.store.get().camera === "on" || this.store.get().camera === "starting") return;
    this.store.set({ camera: "starting" });
    void this.prepareWhere();
    try {
      const stream = await openCamera();
      if (this.store.get().camera !== "starting") return closeCamera(stream);
      for (const track of stream.getTracks()) track.addEventListener("ended", () => this.loseCamera());
      this.store.set({ camera: "on", stream });
    } catch (error) {
      this.store.set({ camera: error instanceof CameraError ? error.problem : "failed" });
    }
  }

  /** Where my expression is read from now on; remembered in this browser. */
  chooseWhere(where: Where): void {
    keepChoice(where);
    this.store.set({ reading: null });
    void this.prepareWhere();
  }

  /** Start reading what this video element shows. Until then the camera is only seen by its owner. */
  goOnAir(video: HTMLVideoElement): void {
    if (this.loop) return;
    this.loop = new FrameLoop({
      video,
      rateHz: () => this.store.get().rateHz,
      read: (shown) => this.readFrame(shown),
      onFailure: (error) => this.followFailure(error),
    });
  }

  stopCamera(): void {
    this.loop?.stop();
    this.loop = null;
    this.analyst.forget();
    const { stream } = this.store.get();
    if (stream) closeCamera(stream);
    this.store.set({ camera: "off", stream: null, reading: null, light: null });
  }

  async sendCheckIn(value: CheckInValue): Promise<void> {
    const before = this.store.get().checkIn;
    this.store.set({ checkIn: value });
    const { small } = await this.orUndo(this.socket.send("check_in", { value }), { checkIn: before });
    this.store.set({ isSmall: small });
  }

  async setHelp(on: boolean): Promise<void> {
    this.store.set({ help: on, isHelpWatched: null });
    const { watched } = await this.orUndo(this.socket.send("help", { on }), { help: !on });
    this.store.set({ isHelpWatched: watched });
  }

  /** The student's word wins: first it only takes the reading back, a label sets it right. */
  async correct(label: string | null): Promise<void> {
    const before = this.correction;
    const mine = (this.correction = { label, untilMs: Date.now() + CORRECTION_HOLDS_MS });
    const { reading } = this.store.get();
    if (reading) this.show(reading);
    if (!this.store.get().sharing?.analysis) return; // read for nobody but me: nothing to take back elsewhere
    try {
      await this.socket.send("correct", { label });
    } catch (error) {
      mine.untilMs = 0; // also where a newer word, sent meanwhile, would fall back on this one
      if (this.correction === mine) this.correction = before;
      this.store.set({ corrected: this.isCorrected });
      throw error;
    }
  }

  private async readFrame(video: HTMLVideoElement): Promise<void> {
    const { where, sharing } = this.store.get();
    if (where === "server") {
      if (!sharing?.analysis) return;
      const { reading, light, rateHz } = await this.analyst.readOnServer(video);
      this.store.set({ light, rateHz });
      this.show(reading);
    } else {
      const { reading, light } = await this.analyst.readOnDevice(video);
      this.store.set({ light });
      this.show(reading);
      await this.share(reading);
    }
  }

  /** Say how long to wait. What could not be read shows no old expression, and a reader that died is opened anew. */
  private followFailure(error: unknown): number {
    if (error instanceof LiveRefusal) {
      if (error.code === OTHER_MODEL) void this.rejoin(); // which tells the one in service and opens it
      return error.retryAfterMs ?? WAIT_AFTER_FAILURE_MS;
    }
    if (this.loop) {
      this.store.set({ reading: null });
      void this.prepareWhere();
    }
    return WAIT_AFTER_FAILURE_MS;
  }

  private show(reading: Reading): void {
    if (!this.loop) return;
    const corrected = this.isCorrected;
    this.store.set({ reading, corrected });
    // Surer than every reading, so that whoever keeps the surest keeps the student's word.
    this.onReading(corrected ? { ...reading, label: this.correction.label, confidence: 1 } : reading);
  }

  private get isCorrected(): boolean {
    return Date.now() < this.correction.untilMs;
  }

  /** Only numbers, only where somebody else may have them, and only what is new. */
  private async share(reading: Reading): Promise<void> {
    if (!this.loop || reading.held || !this.store.get().sharing?.analysis) return;
    this.store.set({ rateHz: await this.analyst.sendNumbers(reading) });
  }

  private async prepareWhere(): Promise<void> {
    const { mode, model } = this.store.get();
    const wanted = decideWhere(mode, this.store.get().device);
    this.store.set({ where: wanted });
    if (wanted === "server") return;
    this.store.set({ device: "loading" });
    const found = await this.analyst.prepareDevice(model);
    // Nothing moves while on air: slow is fast enough then, and where nothing can be read the camera is asked for anew.
    if (this.loop && found === "unable") this.stopCamera();
    const device = this.loop && found === "slow" ? "ready" : found;
    this.store.set({ device, where: decideWhere(this.store.get().mode, device) });
  }

  private async join(): Promise<void> {
    this.socket.forgetAgain();
    const { lessonId, liveClassId, optIn } = this.place;
    const { optInWish } = this.store.get();
    try {
      const joined = await this.socket.send("join", {
        lesson_id: lessonId,
        live_class_id: liveClassId,
        opt_in: optInWish ?? optIn,
        opt_in_chosen: optInWish !== null,
      });
      this.store.set({
        connection: "online",
        mode: joined.mode,
        sharing: joined.sharing,
        liveSessionId: joined.live_session_id,
        rateHz: joined.rate_hz,
        labels: joined.labels,
        model: joined.model,
        help: joined.help,
        isSmall: joined.small,
        position: joined.position ?? null,
        refusal: null,
      });
      if (this.store.get().optInWish === optInWish) this.store.set({ optInWish: null });
      this.place = { ...this.place, optIn: joined.sharing.tile }; // a no that I gave elsewhere is mine as well
      this.talk.catchUp(joined);
      this.chat.catchUp(joined.chat);
      this.floor.catchUp(joined.hand);
      this.followPermission();
      if (this.loop) void this.prepareWhere(); // another model may be in service by now
    } catch (error) {
      this.followRefusal(toRefusal(error));
    }
  }

  private followRefusal(refusal: LiveRefusal): void {
    if (refusal.code === "class_ended" && this.place.liveClassId !== null) return this.endClass();
    if (refusal.isPassing) this.socket.askAgain(() => void this.join());
    else this.store.set({ refusal: refusal.code });
  }

  private followConnection(connection: Connection, refusal: string | null): void {
    this.store.set({ connection, refusal });
    if (connection === "online") void this.join();
  }

  private followPolicy(mode: LiveState["mode"], sharing: Wire["Sharing"]): void {
    this.place = { ...this.place, optIn: sharing.tile }; // another tab or device of mine may have chosen
    this.store.set({ mode, sharing });
    this.followPermission();
  }

  /** Whoever may no longer send pictures goes on air anew; whoever may no longer be read stops. */
  private followPermission(): void {
    const state = this.store.get();
    if (!mayRead(state) || decideWhere(state.mode, state.device) !== state.where) this.stopCamera();
  }

  private loseCamera(): void {
    this.stopCamera();
    this.store.set({ camera: "busy" });
  }

  /** Whoever stays reads on alone, and says how it goes there. */
  private endClass(): void {
    this.stopCamera();
    this.store.set({ classEnded: true, liveSessionId: null, help: false, position: null });
    void this.rejoin({ liveClassId: null, optIn: false });
  }

  private async orUndo<Answered>(request: Promise<Answered>, before: Partial<LiveState>): Promise<Answered> {
    try {
      return await request;
    } catch (error) {
      this.store.set(before);
      throw error;
    }
  }
}
