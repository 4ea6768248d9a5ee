/** One card a measure: its figure, what became of it, and the way to its chart. */
import { useTranslation } from "react-i18next";

import { Sparkline } from "@/components/chart/sparkline";

import { ChoiceLink } from "./choice-link";
import { MEASURES, type Filters } from "./filters";
import { useSentences, type Trend } from "./sentences";
import classes from "./trends.module.css";
import { isHidden } from "./values";

export function MeasureCards({ trends, filters }: { trends: readonly Trend[]; filters: Filters }) {
  const { t } = useTranslation();
  return (
    <nav className={classes.cards} aria-label={t("trends.measures")}>
      {MEASURES.map((measure) => {
        const trend = trends.find((each) => each.measure === measure);
        return trend ? <MeasureCard key={measure} trend={trend} filters={filters} /> : null;
      })}
    </nav>
  );
}

function MeasureCard({ trend, filters }: { trend: Trend; filters: Filters }) {
  const { t } = useTranslation();
  const words = useSentences(trend);
  const { key, main: value } = trend;
  const own = trend.differences.find((each) => each.key === key);
  const direction = !own ? null : own.could_be_chance ? "same" : own.value > 0 ? "more" : "less";
  return (
    <ChoiceLink filters={filters} changes={{ measure: trend.measure }} replace className={classes.measure} aria-current={trend.measure === filters.measure ? "true" : undefined}>
      <span className={classes.measureName}>{t(`trends.measure.${trend.measure}`)}</span>
      <b className={classes.figure}>{value === null ? t("trends.noFigure") : words.format(value)}</b>
      <span className={classes.measureWhat}>{value === null ? t(isHidden(trend.points) ? "chart.hidden" : "chart.nothing") : trend.unit === "index" ? t("trends.of100") : words.nameOfMain(trend)}</span>
      <Sparkline values={trend.points.map(({ main }) => main)} domain={[0, 1]} />
      {direction && <span className={classes.direction}>{t(`trends.direction.${direction}`)}</span>}
    </ChoiceLink>
  );
}
