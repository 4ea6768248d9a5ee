/** The cells of a heat map or a calendar: filled by value, hatched where hidden, empty where nothing was. */
import classes from "./chart.module.css";
import type { Roving } from "./roving";

export interface Cell {
  index: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** 0 to 1 of the domain; null when there is nothing to fill. */
  strength: number | null;
  isHidden: boolean;
  /** In full, as it is read out. */
  name: string;
  /** Written into the cell where there is room. */
  text?: string;
}

const WEAKEST = 0.1;
const DARK_FROM = 0.55;

export function GridCells({ cells, roving, hatch }: { cells: readonly Cell[]; roving: Roving; hatch: string }) {
  return cells.map(({ index, x, y, width, height, strength, isHidden, name, text }) => (
    <g key={index}>
      <rect x={x} y={y} width={width} height={height} rx="3" className={classes.cell} fill={isHidden ? `url(#${hatch})` : undefined} />
      {strength !== null && <rect x={x} y={y} width={width} height={height} rx="3" fill="var(--series-1)" fillOpacity={WEAKEST + (1 - WEAKEST) * strength} />}
      {text && (
        <text aria-hidden="true" x={x + width / 2} y={y + height / 2 + 5} textAnchor="middle" className={classes.cellText} data-dark={(strength ?? 0) >= DARK_FROM || undefined}>
          {text}
        </text>
      )}
      <rect x={x} y={y} width={width} height={height} rx="3" {...roving.point(index)} role="img" aria-label={name} className={classes.point} />
    </g>
  ));
}

/** From faint to full, said in two words. */
export function Ramp({ least, most }: { least: string; most: string }) {
  return (
    <p className={classes.ramp}>
      <span>{least}</span>
      <i aria-hidden="true" />
      <span>{most}</span>
    </p>
  );
}
