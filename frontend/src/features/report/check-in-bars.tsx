/** What people said last: how many, for the tutors; for others the shares that were published. */
import { useTranslation } from "react-i18next";

import { BarChart } from "@/components/chart/bar-chart";
import { ChartFigure } from "@/components/chart/chart-figure";
import { lookOfShare } from "@/components/chart/look";
import { domainFromZero } from "@/components/chart/scale";
import { useChartWords } from "@/components/chart/words";
import { Card } from "@/components/ui/card";
import { CHECK_INS } from "@/lib/check-ins";
import { formatNumber } from "@/lib/format";

import classes from "./report.module.css";

const WHOLE = [0, 1] as const;

interface Props {
  counts: Readonly<Record<string, number>> | null;
  shares?: Readonly<Record<string, number>> | null;
  /** Why there is neither. */
  unsaid: string;
}

export function CheckInBars({ counts, shares = null, unsaid }: Props) {
  const { t } = useTranslation();
  const { language, nameOf, share } = useChartWords();
  const said = counts ?? shares;
  if (said === null || Object.keys(said).length === 0) {
    return (
      <Card title={t("panel.checkIns")}>
        <p className={classes.quiet}>{said === null ? unsaid : t("report.checkInsEmpty")}</p>
      </Card>
    );
  }
  // A word that is missing is nobody's only where nothing is hidden.
  const isHidden = (word: string) => "hidden" in said && !(word in said);
  const bars = CHECK_INS.map((word) => ({ key: word, name: nameOf(word), value: isHidden(word) ? null : (said[word] ?? 0), words: isHidden(word) ? t("chart.hidden") : undefined, look: lookOfShare(word) }));
  const most = bars.reduce((top, bar) => ((bar.value ?? 0) > (top.value ?? 0) ? bar : top));
  const format = (value: number) => (counts ? formatNumber(value, language) : share(value));
  const drawn = t(counts ? "report.checkInsDrawn" : "report.checkInsShares");
  return (
    <ChartFigure
      title={most.value && most.value >= (said.hidden ?? 0) ? t("report.mostSaid", { word: most.name, value: format(most.value) }) : t("panel.checkIns")}
      subtitle={drawn}
      table={{ columns: [t("panel.checkIns"), t(counts ? "report.people" : "report.share")], rows: bars.map((bar) => [bar.name, bar.value === null ? t("chart.hidden") : format(bar.value)]) }}
    >
      <BarChart label={t("panel.checkIns")} description={drawn} bars={bars} domain={counts ? domainFromZero(bars.map(({ value }) => value), 5) : WHOLE} format={format} />
    </ChartFigure>
  );
}
