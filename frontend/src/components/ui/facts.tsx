/** Names and what they stand for, side by side; on a phone one below the other. */
import type { ReactNode } from "react";

import classes from "./facts.module.css";

export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>;
}
