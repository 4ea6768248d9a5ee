/** What pages can know of one sitting, and how it begins. */
import type { DeviceState, Where } from "./analyst";
import type { CameraProblem } from "./camera";
import type { components } from "./events";
import type { Connection } from "./socket";

type Wire = components["schemas"];
export type Reading = Wire["Reading"];
export type CheckInValue = Wire["CheckIn"]["value"];
export type ClassPosition = Wire["ClassPosition"];

export type CameraState = "off" | "starting" | "on" | CameraProblem;

export interface LiveState {
  connection: Connection;
  /** Null until the server has answered, then what it allows. */
  mode: Wire["Joined"]["mode"] | null;
  sharing: Wire["Sharing"] | null;
  /** My choice to be seen until the server has heard it; of those it heard it keeps the newest of all my tabs. */
  optInWish: boolean | null;
  liveSessionId: number | null;
  refusal: string | null;
  rateHz: number;
  labels: readonly string[];
  model: string | null;
  reading: Reading | null;
  corrected: boolean;
  light: number | null;
  /** Where frames are read, and whether this device can. */
  where: Where;
  device: DeviceState;
  camera: CameraState;
  stream: MediaStream | null;
  help: boolean;
  /** Whether a tutor had the panel open when help was asked for; null until the server has said so. */
  isHelpWatched: boolean | null;
  checkIn: CheckInValue | null;
  /** So few are in the class that a count may be a person. */
  isSmall: boolean;
  position: ClassPosition | null;
  classEnded: boolean;
}

export const START: LiveState = {
  connection: "connecting",
  mode: null,
  sharing: null,
  optInWish: null,
  liveSessionId: null,
  refusal: null,
  rateHz: 2,
  labels: [],
  model: null,
  reading: null,
  corrected: false,
  light: null,
  where: "device",
  device: "unknown",
  camera: "off",
  stream: null,
  help: false,
  isHelpWatched: null,
  checkIn: null,
  isSmall: false,
  position: null,
  classEnded: false,
};

/** Whether the server takes what I say here. */
export function isJoined({ liveSessionId, connection }: LiveState): boolean {
  return liveSessionId !== null && connection === "online";
}

/** In `self_only` my expression is read for me alone, and nothing about it is sent. */
export function mayRead({ mode, sharing }: LiveState): boolean {
  return mode === "self_only" || (sharing?.analysis ?? false);
}
