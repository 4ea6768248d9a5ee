/** One student's live sessions in order: how engaged they looked, with the range in which it probably lies. */
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";
import { ChartFigure } from "@/components/chart/chart-figure";
import { LineChart } from "@/components/chart/line-chart";
import { MAIN } from "@/components/chart/look";
import { useChartWords } from "@/components/chart/words";

type Sitting = Schema["SittingOut"];

export function SittingsFigure({ student }: { student: Schema["IndividualOut"] }) {
  const { t } = useTranslation();
  const words = useChartWords();
  const { sittings, time_zone: timeZone } = student;
  const moment = (start: string) => new Intl.DateTimeFormat(words.language, { timeZone, dateStyle: "medium", timeStyle: "short" }).format(new Date(start));
  const day = (start: string) => new Intl.DateTimeFormat(words.language, { timeZone, day: "numeric", month: "short" }).format(new Date(start));
  const looked = (values: Sitting["values"]) => {
    const [most] = Object.entries(values ?? {}).sort((a, b) => b[1] - a[1]);
    return most ? `${words.nameOf(most[0])} ${words.share(most[1])}` : t("emotion.cantTell");
  };
  return (
    <ChartFigure
      level={3}
      title={t("trends.one.finding", { name: student.name, count: sittings.length })}
      subtitle={t("trends.one.drawn")}
      note={t("trends.one.note", { count: sittings.reduce((sum, sitting) => sum + sitting.corrections, 0) })}
      table={{
        columns: [t("trends.when"), t("trends.lesson"), t("trends.measure.engagement"), t("trends.one.looked"), t("trends.one.seen")],
        rows: sittings.map((sitting) => [
          moment(sitting.start),
          `${sitting.course_title}: ${sitting.lesson_title}`,
          sitting.engagement === null ? t("chart.nothing") : words.index(sitting.engagement),
          looked(sitting.values),
          words.share(sitting.coverage),
        ]),
      }}
    >
      <LineChart
        label={t("trends.one.finding", { name: student.name, count: sittings.length })}
        description={t("trends.one.drawn")}
        places={sittings.map(({ start, lesson_title }) => ({ key: start, name: `${moment(start)}, ${lesson_title}`, tick: day(start) }))}
        lines={[
          {
            key: "engagement",
            name: t("trends.measure.engagement"),
            look: MAIN,
            values: sittings.map(({ engagement }) => engagement),
            low: sittings.map(({ engagement_low }) => engagement_low),
            high: sittings.map(({ engagement_high }) => engagement_high),
          },
        ]}
        domain={[0, 1]}
        format={words.index}
        missing={() => words.missing(undefined)}
        height={200}
      />
    </ChartFigure>
  );
}
