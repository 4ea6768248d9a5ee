/** Draws a text as a square code, here in the browser: the secret in it goes to nobody else. */
import { encode } from "uqr";

import classes from "./security.module.css";

const QUIET = 4; // modules of margin that readers need around the code

export function SquareCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")))
    .join("");
  const side = size + 2 * QUIET;
  return (
    <svg role="img" aria-label={label} className={classes.square} viewBox={`0 0 ${side} ${side}`} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
