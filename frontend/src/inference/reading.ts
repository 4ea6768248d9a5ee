/** What one frame said, in the same shape as the server's answer, so that nobody need ask where it was read. */
import type { components } from "@/realtime/events";

import type { Box } from "./face";
import type { Model } from "./order";

export type Reading = components["schemas"]["Reading"];

export const NO_FACE = "no_face";
export const TOO_SMALL = "too_small";
export const TOO_DARK = "too_dark";
export const TOO_BLURRED = "too_blurred";
export const TURNED_AWAY = "turned_away";
export const LOW_CONFIDENCE = "low_confidence";
export const SEVERAL_FACES = "several_faces";

export function abstain(model: Model, reason: string, box: Box | null, confidence = 0): Reading {
  return { probabilities: null, label: null, confidence, abstained: reason, box, model: model.model_id, held: false };
}
