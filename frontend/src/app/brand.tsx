/** The name and its mark; index.html draws the same before anything else has come. */
import classes from "./brand.module.css";

export function Brand() {
  return (
    <span className={classes.brand}>
      <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <g fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round">
          <path d="M5 22a11 11 0 0 1 22 0" />
          <path d="M11 22a5 5 0 0 1 10 0" />
        </g>
        <circle cx="16" cy="22" r="2" className={classes.dot} />
      </svg>
      Attune
    </span>
  );
}
