/** What people said last, counted. */
import { useTranslation } from "react-i18next";

import { BarChart } from "@/components/chart/bar-chart";
import { ChartFigure } from "@/components/chart/chart-figure";
import { lookOfShare } from "@/components/chart/look";
import { domainFromZero } from "@/components/chart/scale";
import { useChartWords } from "@/components/chart/words";
import { Card } from "@/components/ui/card";
import { formatNumber } from "@/lib/format";

import classes from "./report.module.css";

const WORDS = ["well", "stuck", "lost", "tired", "bored"] as const;

export function CheckInBars({ counts }: { counts: Readonly<Record<string, number | null>> }) {
  const { t } = useTranslation();
  const { language, nameOf } = useChartWords();
  if (Object.keys(counts).length === 0) {
    return (
      <Card title={t("panel.checkIns")}>
        <p className={classes.quiet}>{t("report.checkInsEmpty")}</p>
      </Card>
    );
  }
  // Null is a count that may not be said; a word that is missing was nobody's.
  const bars = WORDS.map((word) => ({ key: word, name: nameOf(word), value: word in counts ? (counts[word] ?? null) : 0, words: counts[word] === null ? t("chart.hidden") : undefined, look: lookOfShare(word) }));
  const most = bars.reduce((top, bar) => ((bar.value ?? 0) > (top.value ?? 0) ? bar : top));
  const format = (value: number) => formatNumber(value, language);
  return (
    <ChartFigure
      title={most.value ? t("report.mostSaid", { word: most.name, count: most.value }) : t("panel.checkIns")}
      subtitle={t("report.checkInsDrawn")}
      table={{ columns: [t("panel.checkIns"), t("report.people")], rows: bars.map((bar) => [bar.name, bar.value === null ? t("chart.hidden") : format(bar.value)]) }}
    >
      <BarChart label={t("panel.checkIns")} description={t("report.checkInsDrawn")} bars={bars} domain={domainFromZero(bars.map(({ value }) => value), 5)} format={format} />
    </ChartFigure>
  );
}
