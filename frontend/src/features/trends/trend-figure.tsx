/** One measure over time: its finding, the drawing that fits it, what it rests on, and its table. */
import { useTranslation } from "react-i18next";

import { ChartFigure, type ChartTable } from "@/components/chart/chart-figure";
import { LineChart, type Line } from "@/components/chart/line-chart";
import { COMPARED, MAIN, SECOND, THIRD } from "@/components/chart/look";
import { placesOf } from "@/components/chart/places";
import { ShareChart } from "@/components/chart/share-chart";

import { Basis } from "./basis";
import { useSentences, type Trend } from "./sentences";
import classes from "./trends.module.css";
import { lineKeys, STACKED } from "./values";

type Series = Pick<Trend, "points" | "values" | "title">;

const LOOKS = [MAIN, SECOND, THIRD];
const WHOLE = [0, 1] as const;

export function TrendFigure({ trend, sharing }: { trend: Trend; sharing: number | null }) {
  const { t } = useTranslation();
  const { level, ...words } = useSentences(trend);
  const compared = findCompared(trend);
  const [finding = t(`trends.measure.${trend.measure}`), ...more] = level;
  return (
    <ChartFigure
      title={finding}
      subtitle={t(`trends.drawn.${trend.measure}`)}
      note={<Basis trend={trend} sharing={sharing} />}
      table={useTable(trend)}
    >
      {more.length > 0 && <p className={classes.more}>{more.join(" ")}</p>}
      {STACKED.has(trend.measure) ? (
        <>
          <Stack trend={trend} series={trend} label={t(`trends.measure.${trend.measure}`)} />
          {compared && (
            <>
              <h3 className={classes.comparedTitle}>{t("trends.compared", { reference: words.reference })}</h3>
              <Stack trend={trend} series={compared} label={t("trends.comparedLabel", { measure: t(`trends.measure.${trend.measure}`), reference: words.reference })} isLow />
            </>
          )}
        </>
      ) : (
        <Lines trend={trend} compared={compared} />
      )}
      <Changes trend={trend} />
    </ChartFigure>
  );
}

/** Something to compare with, unless nothing is known of it. */
function findCompared({ other, previous }: Trend): Series | null {
  const compared = other ?? previous;
  return compared?.points.some(({ values, suppressed }) => values !== null || suppressed) ? compared : null;
}

function Stack({ trend, series, label, isLow = false }: { trend: Trend; series: Series; label: string; isLow?: boolean }) {
  const { t } = useTranslation();
  const words = useSentences(trend);
  const places = placesOf(series.points.map(({ start }) => start), words.calendar);
  return (
    <ShareChart
      label={label}
      description={t("trends.describe", { count: places.length, from: places[0]?.name, to: places.at(-1)?.name })}
      places={places}
      shares={series.points.map(({ values }) => values)}
      nameOf={words.nameOf}
      format={words.share}
      missing={(index) => words.missing(series.points[index])}
      height={isLow ? 170 : 280}
    />
  );
}

function Lines({ trend, compared }: { trend: Trend; compared: Series | null }) {
  const { t } = useTranslation();
  const words = useSentences(trend);
  const places = placesOf(trend.points.map(({ start }) => start), words.calendar);
  const keys = lineKeys(trend.measure, trend.key, trend.values);
  const valuesOf = (series: Series, key: string) => trend.points.map((_, index) => series.points[index]?.values?.[key] ?? null);
  const lines: Line[] = keys.map((key, index) => ({
    key,
    name: index === 0 && compared ? (trend.title ?? t("trends.thisTime")) : words.nameOf(key),
    look: LOOKS[index] ?? THIRD,
    values: valuesOf(trend, key),
  }));
  const [main = ""] = keys;
  if (compared) lines.push({ key: "compared", name: words.reference, look: COMPARED, values: valuesOf(compared, main) });
  return (
    <LineChart
      label={t(`trends.measure.${trend.measure}`)}
      description={t("trends.describe", { count: places.length, from: places[0]?.name, to: places.at(-1)?.name })}
      places={places}
      lines={lines}
      domain={WHOLE}
      format={words.format}
      missing={(index) => words.missing({ suppressed: Boolean(trend.points[index]?.suppressed || trend.points[index]?.values) })}
    />
  );
}

/** Every value that changed, with the range chance could explain; a figure alone would look certain. */
function Changes({ trend }: { trend: Trend }) {
  const { t } = useTranslation();
  const { sayChange, change, reference } = useSentences(trend);
  if (change.length === 0) return null;
  const clear = trend.differences.filter((each) => !each.could_be_chance && each.key !== "hidden");
  return (
    <section className={classes.changes} aria-label={t("trends.changes", { reference })}>
      <h3>{t("trends.changes", { reference })}</h3>
      {clear.length === 0 ? <p>{change[0]}</p> : (
        <ul>
          {clear.sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).map((each) => (
            <li key={each.key}>{sayChange(each)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function useTable(trend: Trend): ChartTable {
  const { t } = useTranslation();
  const words = useSentences(trend);
  const keys = [...new Set(trend.points.flatMap(({ values }) => Object.keys(values ?? {})))].sort();
  const places = placesOf(trend.points.map(({ start }) => start), words.calendar);
  return {
    columns: [t("trends.when"), ...keys.map(words.nameOf), t("trends.sharing"), t("trends.largestGroup")],
    rows: trend.points.map((point, index) => [
      places[index]?.name ?? "",
      ...keys.map((key) => (point.values === null ? words.missing(point).words : key in point.values ? words.format(point.values[key] ?? 0) : t("trends.notNamed"))),
      point.coverage === null ? t("trends.notSaid") : words.share(point.coverage),
      point.n_rounded ? t("trends.about", { count: point.n_rounded }) : "",
    ]),
  };
}
