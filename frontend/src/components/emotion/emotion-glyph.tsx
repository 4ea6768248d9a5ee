/** Draws one expression's shape. Fill strength says how sure the reading was; the word stands beside it. */
import type { ReactNode } from "react";

import { lookOf, NO_SIGNAL, type EmotionLook, type Shape } from "./emotion";

interface Props {
  /** A label of the card, null for "can't tell", undefined for "no signal". */
  label: string | null | undefined;
  confidence?: number;
  size?: number;
}

const WEAKEST_FILL = 0.25;

export function EmotionGlyph({ label, confidence = 1, size = 20 }: Props) {
  const fill = WEAKEST_FILL + (1 - WEAKEST_FILL) * Math.min(1, Math.max(0, confidence));
  return <ShapeGlyph look={label === undefined ? NO_SIGNAL : lookOf(label)} fill={fill} size={size} />;
}

/** The same drawing for whatever else is told apart by colour and shape together. */
export function ShapeGlyph({ look, fill = 1, size = 20 }: { look: EmotionLook; fill?: number; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <g fill={look.color} fillOpacity={fill} stroke={look.color} strokeWidth="1.5" strokeLinejoin="round">
        {SHAPES[look.shape]}
      </g>
    </svg>
  );
}

const SHAPES: Record<Shape, ReactNode> = {
  circle: <circle cx="10" cy="10" r="7" />,
  sun: (
    <>
      <path d="M3.5 14a6.5 6.5 0 0 1 13 0z" />
      <path d="M10 4.4V2.2M4.6 6.8 3 5.2M15.4 6.8 17 5.2" fill="none" strokeLinecap="round" />
    </>
  ),
  diamond: <path d="M10 2.2 17.4 10 10 17.8 2.6 10z" />,
  drop: <path d="M10 2.2c2.8 3.9 5.2 6.6 5.2 9.7a5.2 5.2 0 0 1-10.4 0c0-3.1 2.4-5.8 5.2-9.7z" />,
  triangle: <path d="M10 3 17.6 16.4H2.4z" />,
  square: <rect x="3.6" y="3.6" width="12.8" height="12.8" rx="1" />,
  hexagon: <path d="M10 2.4 16.6 6.2v7.6L10 17.6l-6.6-3.8V6.2z" />,
  bar: <rect x="2.4" y="7.4" width="15.2" height="5.2" rx="1.6" />,
  dashed: <circle cx="10" cy="10" r="7" fill="none" strokeDasharray="3 2.6" />,
  empty: <circle cx="10" cy="10" r="7" fill="none" />,
  hatched: (
    <>
      <rect x="3.6" y="3.6" width="12.8" height="12.8" rx="1" fill="none" />
      <path d="M4 10 10 4M4.500 15.500l11-11M10 16l6-6" />
    </>
  ),
};
