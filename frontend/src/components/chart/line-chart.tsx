/** Lines over time with the band in which the truth probably lies; what is missing stays a gap. */
import { useId } from "react";

import classes from "./chart.module.css";
import { Legend } from "./legend";
import type { SeriesLook } from "./look";
import { Hatch, Plot, PlaceAxis, PlaceColumn, ValueAxis, type Place } from "./plot";
import { useRoving } from "./roving";
import { fractionOf, runsOf, spread, type Domain } from "./scale";
import { useSpace, type Space } from "./space";

export interface Line {
  key: string;
  name: string;
  look: SeriesLook;
  values: readonly (number | null)[];
  low?: readonly (number | null)[];
  high?: readonly (number | null)[];
}

interface Props {
  label: string;
  description: string;
  places: readonly Place[];
  lines: readonly Line[];
  domain: Domain;
  format: (value: number) => string;
  /** Why a place has no value, in words; hatched when something was there and is not shown. */
  missing: (index: number) => { words: string; isHidden: boolean };
  height?: number;
}

const DIRECT_LABELS_FROM = 620;
const LABEL_ROOM = 132;
const LABEL_GAP = 17;
const DOTS_UP_TO = 40;

export function LineChart({ label, description, places, lines, domain, format, missing, height = 260 }: Props) {
  const isDirect = (width: number) => lines.length > 1 && width >= DIRECT_LABELS_FROM;
  const { space, measure } = useSpace(height, (width) => ({ top: 12, bottom: 30, start: 52, end: isDirect(width) ? LABEL_ROOM : 16 }));
  const hasLabels = isDirect(space.width);
  const roving = useRoving({ count: places.length, isMirrored: space.isMirrored });
  const hatch = useId();
  const across = (index: number) => (index + 0.5) / places.length;
  const wordsAt = (index: number) => {
    const known = lines.filter((line) => typeof line.values[index] === "number");
    if (known.length === 0) return [missing(index).words];
    return known.map((line) => `${lines.length > 1 ? `${line.name} ` : ""}${format(line.values[index] ?? 0)}`);
  };
  const active = roving.active === null ? undefined : places[roving.active];
  return (
    <>
      <Plot
        label={label}
        description={description}
        space={space}
        measure={measure}
        roving={roving}
        readout={active && roving.active !== null ? { at: space.onSheet(across(roving.active)), title: active.name, lines: wordsAt(roving.active) } : null}
      >
        <Hatch id={hatch} />
        <ValueAxis space={space} domain={domain} format={format} />
        <PlaceAxis space={space} places={places} />
        {places.map((place, index) =>
          lines.every((line) => line.values[index] === null) && missing(index).isHidden ? (
            <PlaceColumn key={place.key} space={space} index={index} count={places.length} fill={`url(#${hatch})`} />
          ) : null,
        )}
        {lines.map((line) => (
          <OneLine key={line.key} line={line} space={space} domain={domain} />
        ))}
        {roving.active !== null && <line x1={space.x(across(roving.active))} x2={space.x(across(roving.active))} y1={space.y(0)} y2={space.y(1)} className={classes.cursor} />}
        {hasLabels && <EndLabels lines={lines} space={space} domain={domain} />}
        {places.map((place, index) => (
          <PlaceColumn key={place.key} space={space} index={index} count={places.length} {...roving.point(index)} role="img" aria-label={`${place.name}: ${wordsAt(index).join(", ")}`} className={classes.point} />
        ))}
      </Plot>
      {lines.length > 1 && !hasLabels && <Legend label={label} items={lines} />}
    </>
  );
}

function OneLine({ line, space, domain }: { line: Line; space: Space; domain: Domain }) {
  const { values, low, high, look } = line;
  const at = (list: readonly (number | null)[], index: number) => {
    const x = space.x((index + 0.5) / values.length);
    return `${x.toFixed(1)} ${space.y(fractionOf(list[index] ?? 0, domain)).toFixed(1)}`;
  };
  const band = low && high ? runsOf(values.map((value, index) => (low[index] == null || high[index] == null ? null : value))) : [];
  const dots = values.length <= DOTS_UP_TO ? runsOf(values).flat() : runsOf(values).filter((run) => run.length === 1).flat();
  return (
    <g aria-hidden="true">
      {low && high && band.map((run) => <path key={run[0]} className={classes.band} fill={look.color} d={`M${run.map((i) => at(high, i)).join("L")}L${[...run].reverse().map((i) => at(low, i)).join("L")}Z`} />)}
      {runsOf(values).map((run) => (
        <path key={run[0]} className={classes.line} stroke={look.color} strokeDasharray={look.dash} d={`M${run.map((i) => at(values, i)).join("L")}`} />
      ))}
      {dots.map((index) => (
        <circle key={index} r="2.6" fill={look.color} cx={space.x((index + 0.5) / values.length)} cy={space.y(fractionOf(values[index] ?? 0, domain))} />
      ))}
    </g>
  );
}

function EndLabels({ lines, space, domain }: { lines: readonly Line[]; space: Space; domain: Domain }) {
  const last = lines.map((line) => space.y(fractionOf(line.values.findLast((value) => value !== null) ?? 0, domain)));
  const heights = spread(last, LABEL_GAP, space.margins.top + 4, space.y(0));
  return (
    <g aria-hidden="true" className={classes.endLabels}>
      {lines.map((line, index) => (
        <g key={line.key}>
          <line x1={space.x(1)} x2={space.x(1) + (space.isMirrored ? -14 : 14)} y1={heights[index]} y2={heights[index]} stroke={line.look.color} strokeWidth="2" strokeDasharray={line.look.dash} />
          <text x={space.x(1) + (space.isMirrored ? -19 : 19)} y={(heights[index] ?? 0) + 4}>
            {line.name}
          </text>
        </g>
      ))}
    </g>
  );
}
