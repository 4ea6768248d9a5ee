/** How a line or a share is told from the next: colour, shape and dash together, never colour alone. */
import { EMOTIONS, lookOf, type EmotionLook } from "@/components/emotion/emotion";

export interface SeriesLook extends EmotionLook {
  dash?: string;
}

export const MAIN: SeriesLook = { color: "var(--series-1)", shape: "circle" };
/** What the main line is compared with. */
export const COMPARED: SeriesLook = { color: "var(--series-5)", shape: "diamond", dash: "6 5" };
export const SECOND: SeriesLook = { color: "var(--series-2)", shape: "square", dash: "2 4" };
export const THIRD: SeriesLook = { color: "var(--series-3)", shape: "triangle", dash: "8 3 2 3" };

/** People whose share may not be named, because their group or its rest is too small. */
export const HIDDEN = "hidden";

const CHECK_INS: Record<string, SeriesLook> = {
  well: { color: "var(--series-1)", shape: "circle" },
  stuck: { color: "var(--series-2)", shape: "square" },
  lost: { color: "var(--series-3)", shape: "triangle" },
  tired: { color: "var(--series-4)", shape: "drop" },
  bored: { color: "var(--series-5)", shape: "bar" },
};

const OTHERS: Record<string, SeriesLook> = {
  [HIDDEN]: { color: "var(--line-strong)", shape: "hatched" },
  sharing: { color: "var(--series-1)", shape: "circle" },
  not_sharing: { color: "var(--series-5)", shape: "bar" },
};

/** The look of a share by its name: an expression, a check-in, or what could not be told. */
export function lookOfShare(key: string): SeriesLook {
  return CHECK_INS[key] ?? OTHERS[key] ?? lookOf(key);
}

/** Stacks keep this order, so that the same share is always found at the same height. */
export const SHARE_ORDER: readonly string[] = [...Object.keys(EMOTIONS), ...Object.keys(CHECK_INS), "sharing"];
