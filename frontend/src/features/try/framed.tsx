/** A picture with a thin frame around the face that was found in it. */
import type { CSSProperties, ReactNode } from "react";

import type { Reading } from "@/inference/reading";

import classes from "./try.module.css";

interface Props {
  box: Reading["box"];
  isMirrored?: boolean;
  children: ReactNode;
}

export function Framed({ box, isMirrored = false, children }: Props) {
  return (
    <div className={classes.framed}>
      {children}
      {box && <span className={classes.box} data-testid="face-box" style={placeBox(box, isMirrored)} />}
    </div>
  );
}

function placeBox([x, y, width, height]: NonNullable<Reading["box"]>, isMirrored: boolean): CSSProperties {
  const left = isMirrored ? 1 - x - width : x;
  return { left: `${left * 100}%`, top: `${y * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` };
}
