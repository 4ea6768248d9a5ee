/** How a whole divides over time: one stacked column a place, always in the same order. */
import { useId } from "react";
import { useTranslation } from "react-i18next";

import classes from "./chart.module.css";
import { Legend } from "./legend";
import { HIDDEN, lookOfShare, SHARE_ORDER } from "./look";
import { Hatch, Plot, PlaceAxis, PlaceColumn, ValueAxis, type Place } from "./plot";
import { useRoving } from "./roving";
import { useSpace, type Space } from "./space";

/** Shares of one place by name; null where nothing may be shown or nothing was. */
export type Shares = Readonly<Record<string, number>> | null;

interface Props {
  label: string;
  description: string;
  places: readonly Place[];
  shares: readonly Shares[];
  nameOf: (key: string) => string;
  format: (value: number) => string;
  missing: (index: number) => { words: string; isHidden: boolean };
  height?: number;
}

const WHOLE = [0, 1] as const;

export function ShareChart({ label, description, places, shares, nameOf, format, missing, height = 280 }: Props) {
  const { t } = useTranslation();
  const { space, measure } = useSpace(height, () => ({ top: 12, bottom: 30, start: 52, end: 16 }));
  const roving = useRoving({ count: places.length, isMirrored: space.isMirrored });
  const hatch = useId();
  const keys = orderedKeys(shares);
  const wordsAt = (index: number) => {
    const known = Object.entries(shares[index] ?? {}).sort((a, b) => b[1] - a[1]);
    return known.length > 0 ? known.map(([key, share]) => `${nameOf(key)} ${format(share)}`) : [missing(index).words];
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
        readout={active && roving.active !== null ? { at: space.onSheet((roving.active + 0.5) / places.length), title: active.name, lines: wordsAt(roving.active) } : null}
      >
        <Hatch id={hatch} />
        <ValueAxis space={space} domain={WHOLE} format={format} />
        <PlaceAxis space={space} places={places} />
        {places.map((place, index) => {
          const here = shares[index];
          if (here) return <Stack key={place.key} shares={here} keys={keys} space={space} index={index} count={places.length} hatch={hatch} />;
          return missing(index).isHidden ? <PlaceColumn key={place.key} space={space} index={index} count={places.length} fill={`url(#${hatch})`} /> : null;
        })}
        {places.map((place, index) => (
          <PlaceColumn key={place.key} space={space} index={index} count={places.length} {...roving.point(index)} role="img" aria-label={`${place.name}: ${wordsAt(index).join(", ")}`} className={classes.point} />
        ))}
      </Plot>
      <Legend label={t("chart.meaning", { title: label })} items={keys.map((key) => ({ key, name: nameOf(key), look: lookOfShare(key) }))} />
    </>
  );
}

interface StackProps {
  shares: Readonly<Record<string, number>>;
  keys: readonly string[];
  space: Space;
  index: number;
  count: number;
  hatch: string;
}

/** What is left over the shares that may be shown stays empty, and says so in its hatching. */
function Stack({ shares, keys, space, index, count, hatch }: StackProps) {
  const [one, other] = [space.x(index / count), space.x((index + 1) / count)];
  const gap = Math.abs(other - one) > 6 ? 1 : 0;
  const column = { x: Math.min(one, other) + gap / 2, width: Math.abs(other - one) - gap };
  const parts = stackUp(keys.filter((key) => key !== HIDDEN), shares);
  const rest = space.y(parts.at(-1)?.top ?? 0) - space.y(1);
  return (
    <g aria-hidden="true">
      {parts.map(({ key, ground, top }) => (
        <rect key={key} {...column} y={space.y(top)} height={space.y(ground) - space.y(top)} fill={lookOfShare(key).shape === "dashed" ? "var(--line)" : lookOfShare(key).color} className={classes.part} />
      ))}
      {rest > 1 && <rect {...column} y={space.y(1)} height={rest} fill={`url(#${hatch})`} />}
    </g>
  );
}

function stackUp(keys: readonly string[], shares: Readonly<Record<string, number>>) {
  const tops = keys.map((_, index) => keys.slice(0, index + 1).reduce((sum, key) => sum + (shares[key] ?? 0), 0));
  return keys.map((key, index) => ({ key, ground: Math.min(1, tops[index - 1] ?? 0), top: Math.min(1, tops[index] ?? 0) }));
}

function orderedKeys(shares: readonly Shares[]): string[] {
  const present = new Set(shares.flatMap((each) => Object.keys(each ?? {})));
  const known = SHARE_ORDER.filter((key) => present.has(key));
  const others = [...present].filter((key) => !known.includes(key) && key !== HIDDEN);
  return [...known, ...others, ...(present.has(HIDDEN) ? [HIDDEN] : [])];
}
