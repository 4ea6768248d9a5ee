/** How values spread: a bar a class, the middle marked. A mean alone would hide two groups. */
import classes from "./chart.module.css";
import { Plot, PlaceAxis, PlaceColumn, ValueAxis, type Place } from "./plot";
import { useRoving } from "./roving";
import { domainFromZero, fractionOf } from "./scale";
import { useSpace } from "./space";

export interface Bin extends Place {
  low: number;
  high: number;
  value: number | null;
  /** Said after the bin: the value, or why there is none. */
  words: string;
}

interface Props {
  label: string;
  description: string;
  bins: readonly Bin[];
  format: (value: number) => string;
  /** The middle value and its words, drawn as a line through the bars. */
  middle: { value: number; words: string } | null;
  height?: number;
}

export function DistributionChart({ label, description, bins, format, middle, height = 240 }: Props) {
  const { space, measure } = useSpace(height, () => ({ top: 30, bottom: 30, start: 52, end: 16 }));
  const roving = useRoving({ count: bins.length, isMirrored: space.isMirrored });
  const domain = domainFromZero(bins.map((bin) => bin.value));
  const ends = [bins[0]?.low ?? 0, bins.at(-1)?.high ?? 1] as const;
  const active = roving.active === null ? undefined : bins[roving.active];
  return (
    <Plot
      label={label}
      description={description}
      space={space}
      measure={measure}
      roving={roving}
      readout={active && roving.active !== null ? { at: space.onSheet((roving.active + 0.5) / bins.length), title: active.name, lines: [active.words] } : null}
    >
      <ValueAxis space={space} domain={domain} format={format} />
      <PlaceAxis space={space} places={bins} />
      {bins.map((bin, index) => {
        const edges = [space.x(index / bins.length), space.x((index + 1) / bins.length)] as const;
        const top = space.y(fractionOf(bin.value ?? 0, domain));
        return (
          <g key={bin.key}>
            {bin.value !== null && <rect aria-hidden="true" x={Math.min(...edges) + 1} width={Math.max(1, Math.abs(edges[1] - edges[0]) - 2)} y={top} height={space.y(0) - top} fill="var(--series-1)" rx="2" />}
            <PlaceColumn space={space} index={index} count={bins.length} {...roving.point(index)} role="img" aria-label={`${bin.name}: ${bin.words}`} className={classes.point} />
          </g>
        );
      })}
      {middle && (
        <g aria-hidden="true" className={classes.middle}>
          <line x1={space.x(fractionOf(middle.value, ends))} x2={space.x(fractionOf(middle.value, ends))} y1={space.y(0)} y2={space.y(1) - 6} />
          <text x={space.x(fractionOf(middle.value, ends))} y={space.y(1) - 12} textAnchor={anchorAt(fractionOf(middle.value, ends))}>
            {middle.words}
          </text>
        </g>
      )}
    </Plot>
  );
}

/** Words near an edge lean inward. */
function anchorAt(fraction: number): "start" | "middle" | "end" {
  if (fraction < 0.2) return "start";
  return fraction > 0.8 ? "end" : "middle";
}
