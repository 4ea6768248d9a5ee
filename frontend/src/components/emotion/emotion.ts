/** Each expression's colour, shape and word: the one place that knows them. The label order is the card's. */

export type Shape = "circle" | "sun" | "diamond" | "drop" | "triangle" | "square" | "hexagon" | "bar" | "dashed" | "empty" | "hatched";

export interface EmotionLook {
  /** Okabe-Ito family, told apart without red and green. */
  color: string;
  shape: Shape;
}

export const EMOTIONS = {
  neutral: { color: "#7d868c", shape: "circle" },
  happy: { color: "#e69f00", shape: "sun" },
  surprise: { color: "#56b4e9", shape: "diamond" },
  sad: { color: "#0072b2", shape: "drop" },
  fear: { color: "#9a6fb8", shape: "triangle" },
  angry: { color: "#d55e00", shape: "square" },
  disgust: { color: "#009e73", shape: "hexagon" },
  contempt: { color: "#8c6239", shape: "bar" },
} as const satisfies Record<string, EmotionLook>;

export type Emotion = keyof typeof EMOTIONS;

export const CANT_TELL: EmotionLook = { color: "var(--line-strong)", shape: "dashed" };
export const NO_SIGNAL: EmotionLook = { color: "var(--line-strong)", shape: "empty" };

export function isEmotion(label: string): label is Emotion {
  return label in EMOTIONS;
}

/** A label this front end has never heard of is drawn as "can't tell", never as another expression. */
export function lookOf(label: string | null | undefined): EmotionLook {
  if (!label) return CANT_TELL;
  return isEmotion(label) ? EMOTIONS[label] : CANT_TELL;
}
