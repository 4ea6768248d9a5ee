/** The sheet every chart is drawn on: a named drawing, its axes, and the words for the point in focus. */
import { useId, type ReactNode } from "react";

import classes from "./chart.module.css";
import { labelStride, type Domain, fractionOf, ticksOf } from "./scale";
import type { Roving } from "./roving";
import type { Space } from "./space";

/** One place along the axis. */
export interface Place {
  key: string;
  /** In full, as it is read out. */
  name: string;
  /** Short, as it stands under the axis. */
  tick: string;
}

interface Props {
  label: string;
  description: string;
  space: Space;
  measure: (element: HTMLDivElement | null) => void;
  roving: Roving;
  /** Words for the active point and where it stands, as a fraction of the width. */
  readout: { at: number; title: string; lines: readonly string[] } | null;
  children: ReactNode;
}

export function Plot({ label, description, space, measure, roving, readout, children }: Props) {
  const id = useId();
  return (
    <div className={classes.plot} ref={measure}>
      <svg
        viewBox={`0 0 ${space.width} ${space.height}`}
        className={classes.drawing}
        role="group"
        aria-label={label}
        aria-describedby={id}
      >
        <desc id={id}>{description}</desc>
        <g {...roving.group}>{children}</g>
      </svg>
      {readout && (
        <div className={classes.readout} aria-hidden="true" style={{ insetInlineStart: `${readout.at * 100}%`, "--shift": shiftOf(readout.at, space.isMirrored) } as React.CSSProperties}>
          <b>{readout.title}</b>
          {readout.lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </div>
      )}
    </div>
  );
}

/** Leans inward near an edge, so that the words are never cut off. */
function shiftOf(at: number, isMirrored: boolean): string {
  const share = (isMirrored ? 1 : -1) * Math.min(0.96, Math.max(0.04, at));
  return `${share * 100}%`;
}

export function ValueAxis({ space, domain, format }: { space: Space; domain: Domain; format: (value: number) => string }) {
  return (
    <g aria-hidden="true" className={classes.axis}>
      {ticksOf(domain).map((value) => {
        const y = space.y(fractionOf(value, domain));
        return (
          <g key={value}>
            <line x1={space.x(0)} x2={space.x(1)} y1={y} y2={y} className={classes.grid} data-ground={value === domain[0] || undefined} />
            <text x={space.x(0) + (space.isMirrored ? 8 : -8)} y={y + 4} textAnchor="end">
              {format(value)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

const TICK_WIDTH = 84;

export function PlaceAxis({ space, places }: { space: Space; places: readonly Place[] }) {
  const stride = labelStride(places.length, space.plotWidth, TICK_WIDTH);
  return (
    <g aria-hidden="true" className={classes.axis}>
      {places.map((place, index) =>
        index % stride === 0 ? (
          <text key={place.key} x={space.x((index + 0.5) / places.length)} y={space.height - 6} textAnchor="middle">
            {place.tick}
          </text>
        ) : null,
      )}
    </g>
  );
}

type ColumnProps = React.SVGProps<SVGRectElement> & { space: Space; index: number; count: number };

/** The whole height of one place: what a finger can hit, and what is hatched where nothing may be shown. */
export function PlaceColumn({ space, index, count, ...rest }: ColumnProps) {
  const [one, other] = [space.x(index / count), space.x((index + 1) / count)];
  return <rect x={Math.min(one, other)} width={Math.abs(other - one)} y={space.y(1)} height={space.plotHeight} {...rest} />;
}

/** Slanted lines: something was here and is not shown. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className={classes.hatchGround} />
        <line x1="0" y1="0" x2="0" y2="6" className={classes.hatchLine} />
      </pattern>
    </defs>
  );
}
