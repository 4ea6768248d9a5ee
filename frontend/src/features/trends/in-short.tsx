/** The answer in ten seconds: what was said, what was seen, what changed, how many it speaks of. */
import { useTranslation } from "react-i18next";

import type { Measure } from "./filters";
import { useSentences, type Trend } from "./sentences";
import classes from "./trends.module.css";

const TOLD: readonly Measure[] = ["check_ins", "engagement", "coverage"];

export function InShort({ trends }: { trends: readonly Trend[] }) {
  const { t } = useTranslation();
  const told = TOLD.flatMap((measure) => trends.find((trend) => trend.measure === measure && trend.values !== null) ?? []);
  return (
    <section className={classes.short} aria-label={t("trends.inShort")}>
      {told.map((trend) => (
        <Sentence key={trend.measure} trend={trend} />
      ))}
    </section>
  );
}

function Sentence({ trend }: { trend: Trend }) {
  const { level, change } = useSentences(trend);
  return (
    <p>
      {level[0]} {change[0] && <span>{change[0]}</span>}
    </p>
  );
}
