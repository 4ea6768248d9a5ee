/** One bar a row from zero, the value beside it; a thin line shows where the true figure probably lies. */
import classes from "./chart.module.css";
import { MAIN, type SeriesLook } from "./look";
import { Plot } from "./plot";
import { useRoving } from "./roving";
import { fractionOf, type Domain } from "./scale";
import { useSpace, type Space } from "./space";

export interface Bar {
  key: string;
  name: string;
  /** Null where it may not be shown or was not measured; `words` says which. */
  value: number | null;
  low?: number | null;
  high?: number | null;
  look?: SeriesLook;
  words?: string;
}

interface Props {
  label: string;
  description: string;
  bars: readonly Bar[];
  domain: Domain;
  format: (value: number) => string;
}

const ROW = 40;
const NAMES_ABOVE_UP_TO = 560;

export function BarChart({ label, description, bars, domain, format }: Props) {
  const isStacked = (width: number) => width < NAMES_ABOVE_UP_TO;
  const { space, measure } = useSpace(bars.length * (ROW + 8), (width) => ({ top: 0, bottom: 0, start: isStacked(width) ? 0 : 200, end: 64 }));
  const roving = useRoving({ count: bars.length, across: 0, down: 1, isMirrored: space.isMirrored });
  const wordsOf = (bar: Bar) => {
    if (bar.value === null) return bar.words ?? "";
    return [format(bar.value), bar.words].filter(Boolean).join(", ");
  };
  return (
    <Plot label={label} description={description} space={space} measure={measure} roving={roving} readout={null}>
      {bars.map((bar, index) => (
        <g key={bar.key} transform={`translate(0 ${index * (ROW + 8)})`}>
          <Row bar={bar} space={space} domain={domain} isStacked={isStacked(space.width)} text={bar.value === null ? (bar.words ?? "") : format(bar.value)} />
          <rect x="0" y="0" width={space.width} height={ROW} {...roving.point(index)} role="img" aria-label={`${bar.name}: ${wordsOf(bar)}`} className={classes.point} />
        </g>
      ))}
    </Plot>
  );
}

interface RowProps {
  bar: Bar;
  space: Space;
  domain: Domain;
  isStacked: boolean;
  text: string;
}

function Row({ bar, space, domain, isStacked, text }: RowProps) {
  const end = space.x(fractionOf(bar.value ?? 0, domain));
  const middle = isStacked ? 28 : 20;
  const beside = space.isMirrored ? -1 : 1;
  return (
    <g aria-hidden="true" className={classes.row}>
      {isStacked ? (
        <text x={space.x(0)} y={14} className={classes.rowName}>
          {bar.name}
        </text>
      ) : (
        <text x={space.x(0) - 12 * beside} y={middle + 5} textAnchor="end" className={classes.rowName}>
          {bar.name}
        </text>
      )}
      <rect x={Math.min(space.x(0), space.x(1))} y={middle - 8} width={space.plotWidth} height={16} rx="3" className={classes.track} />
      {bar.value === null ? (
        <text x={space.x(0) + 8 * beside} y={middle + 5} className={classes.rowQuiet}>
          {text}
        </text>
      ) : (
        <>
          <rect x={Math.min(space.x(0), end)} y={middle - 8} width={Math.abs(end - space.x(0))} height={16} rx="3" fill={(bar.look ?? MAIN).color} />
          <Whisker bar={bar} space={space} domain={domain} y={middle} />
          <text x={space.isMirrored ? 0 : space.width} y={middle + 5} textAnchor="end" className={classes.rowValue}>
            {text}
          </text>
        </>
      )}
    </g>
  );
}

function Whisker({ bar, space, domain, y }: { bar: Bar; space: Space; domain: Domain; y: number }) {
  if (bar.low == null || bar.high == null) return null;
  return <line x1={space.x(fractionOf(bar.low, domain))} x2={space.x(fractionOf(bar.high, domain))} y1={y} y2={y} className={classes.whisker} />;
}
