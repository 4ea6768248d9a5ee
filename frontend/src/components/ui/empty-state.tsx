/** Says what will appear here and how to make it appear. */
import type { ReactNode } from "react";

import classes from "./empty-state.module.css";

interface Props {
  title: string;
  text: string;
  action?: ReactNode;
}

export function EmptyState({ title, text, action }: Props) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      <p className={classes.text}>{text}</p>
      {action}
    </div>
  );
}
