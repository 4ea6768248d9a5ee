/** A quiet sheet of paper with a heading. */
import type { ReactNode } from "react";

import classes from "./card.module.css";

interface Props {
  title?: ReactNode;
  side?: ReactNode;
  children: ReactNode;
  quiet?: boolean;
  level?: 2 | 3;
}

export function Card({ title, side, children, quiet = false, level = 2 }: Props) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={classes.card} data-quiet={quiet || undefined}>
      {(title ?? side) && (
        <div className={classes.head}>
          {title && <Heading className={classes.title}>{title}</Heading>}
          {side}
        </div>
      )}
      {children}
    </section>
  );
}
