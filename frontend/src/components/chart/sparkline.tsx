/** A line without axes beside a figure that is said in words; it adds only the shape. */
import classes from "./chart.module.css";
import { fractionOf, runsOf, type Domain } from "./scale";

const WIDTH = 120;
const HEIGHT = 32;
const EDGE = 3;

export function Sparkline({ values, domain }: { values: readonly (number | null)[]; domain: Domain }) {
  const isMirrored = document.documentElement.dir === "rtl";
  const at = (index: number) => {
    const along = (index + 0.5) / values.length;
    const x = WIDTH * (isMirrored ? 1 - along : along);
    return `${x.toFixed(1)} ${(HEIGHT - EDGE - fractionOf(values[index] ?? 0, domain) * (HEIGHT - 2 * EDGE)).toFixed(1)}`;
  };
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className={classes.spark} aria-hidden="true" focusable="false">
      <line x1="0" x2={WIDTH} y1={HEIGHT - EDGE} y2={HEIGHT - EDGE} className={classes.grid} />
      {runsOf(values).map((run) => (
        // A lone point is a line of no length with round ends.
        <path key={run[0]} className={run.length === 1 ? classes.sparkPoint : classes.sparkLine} d={`M${run.map(at).join("L")}${run.length === 1 ? "h0.01" : ""}`} />
      ))}
    </svg>
  );
}
