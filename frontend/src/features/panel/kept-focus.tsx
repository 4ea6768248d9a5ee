/** Rows that come and go by themselves: where a row goes that has the focus, it stays here and not at the top of the page. */
import { useLayoutEffect, useRef, type ReactNode } from "react";

import classes from "./side.module.css";

export function KeptFocus({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const isWithin = useRef(false);
  useLayoutEffect(() => {
    if (isWithin.current && document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  });
  return (
    <div
      ref={box}
      role="group"
      aria-label={label}
      tabIndex={-1}
      className={classes.kept}
      onFocus={() => (isWithin.current = true)}
      onBlur={() => (isWithin.current = false)}
    >
      {children}
    </div>
  );
}
