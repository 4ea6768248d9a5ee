/** A drawn face that moves from look to look, or holds one. It is nobody's, and knows nothing of who reads it. */
import { useEffect, type Ref, useImperativeHandle, useRef } from "react";

import { drawFace, LOOKS, mixLooks, type Look, type LookName } from "@/lib/drawn-face";

interface Props {
  ref?: Ref<HTMLCanvasElement | null>;
  /** Null: from one look to the next. */
  hold: LookName | null;
  label: string;
  className?: string | undefined;
}

const WIDTH = 480;
const HEIGHT = 360;
const ORDER: readonly LookName[] = ["calm", "smile", "calm", "surprise", "calm", "frown", "dark", "calm", "away"];
const STAY_MS = 2_600;
const MOVE_MS = 500;
const FRAME_MS = 66;

export function DrawnClip({ ref, hold, label, className }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useImperativeHandle<HTMLCanvasElement | null, HTMLCanvasElement | null>(ref, () => canvas.current);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const startedAt = performance.now();
    const draw = () => drawFace(context, WIDTH, HEIGHT, hold ? LOOKS[hold] : lookAt(performance.now() - startedAt));
    draw();
    if (hold) return;
    const timer = window.setInterval(draw, FRAME_MS);
    return () => window.clearInterval(timer);
  }, [hold]);
  return <canvas ref={canvas} width={WIDTH} height={HEIGHT} className={className} role="img" aria-label={label} />;
}

function lookAt(ms: number): Look {
  const step = Math.floor(ms / STAY_MS);
  const from = LOOKS[ORDER[(step + ORDER.length - 1) % ORDER.length] ?? "calm"];
  const to = LOOKS[ORDER[step % ORDER.length] ?? "calm"];
  const look = mixLooks(from, to, Math.min((ms - step * STAY_MS) / MOVE_MS, 1));
  // A breath of movement: a face that never moves is a photograph.
  return { ...look, roll: look.roll + Math.sin(ms / 900), y: look.y + 0.008 * Math.sin(ms / 700) };
}
