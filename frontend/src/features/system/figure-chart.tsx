/** One figure over the last hours, with what it was at its worst as the heading. */
import { useTranslation } from "react-i18next";

import { ChartFigure } from "@/components/chart/chart-figure";
import { LineChart } from "@/components/chart/line-chart";
import type { SeriesLook } from "@/components/chart/look";
import { domainFromZero } from "@/components/chart/scale";
import { formatClock, formatMoment, formatSecond } from "@/lib/format";

import type { FigureName } from "./figures";
import type { Sample } from "./history-charts";

export interface FigureLine {
  figure: FigureName;
  name: string;
  look: SeriesLook;
  low?: FigureName;
  high?: FigureName;
}

interface Props {
  kind: "latency" | "frames" | "cpu" | "memory" | "sockets" | "requests";
  items: readonly Sample[];
  lines: readonly FigureLine[];
  format: (value: number) => string;
  /** The axis reaches at least this far: a server that does nothing must not look busy. */
  least: number;
  /** How the figure is written within the sentence, where the sentence has the unit. */
  told?: (value: number) => string;
}

export function FigureChart({ kind, items, lines, format, least, told: write = format }: Props) {
  const { t, i18n } = useTranslation();
  const read = (figure: FigureName) => items.map(({ figures }) => figures[figure]);
  const drawn = lines.map((line) => ({
    key: line.figure,
    name: line.name,
    look: line.look,
    values: read(line.figure),
    low: line.low && read(line.low),
    high: line.high && read(line.high),
  }));
  const columns = lines.flatMap((line) => [line.low, line.figure, line.high].filter((name): name is FigureName => name !== undefined));
  const nameOf = (figure: FigureName) => lines.find((line) => line.figure === figure && lines.length > 1)?.name ?? t(`system.figure.${figure as "cpu_percent"}`);
  const known = (drawn[0]?.values ?? []).filter((value) => value !== null);
  // Memory is asked for as it is; everything else at its worst.
  const told = kind === "memory" ? known.at(-1) : known.length > 0 ? Math.max(...known) : undefined;
  return (
    <ChartFigure
      level={3}
      title={told === undefined ? t("system.chart.none") : t(`system.chart.${kind}Finding`, { value: write(told), count: told })}
      subtitle={`${t(`system.chart.${kind}`)}. ${t(`system.chart.${kind}Drawn`)}`}
      table={{
        columns: [t("trends.when"), ...columns.map(nameOf)],
        rows: items.map(({ at, figures }) => [formatSecond(at, i18n.language), ...columns.map((name) => (figures[name] === null ? t("system.none") : format(figures[name] ?? 0)))]),
      }}
    >
      <LineChart
        label={t(`system.chart.${kind}`)}
        description={t(`system.chart.${kind}Drawn`)}
        places={items.map(({ at }) => ({ key: at, name: formatMoment(at, i18n.language), tick: formatClock(at, i18n.language) }))}
        lines={drawn}
        domain={domainFromZero(drawn.flatMap(({ values, high }) => [...values, ...(high ?? [])]), least)}
        format={format}
        missing={() => ({ words: t("system.chart.gap"), isHidden: false })}
        height={210}
      />
    </ChartFigure>
  );
}
