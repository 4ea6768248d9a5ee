/** The class minute by minute, as its closed windows published it. */
import { useTranslation } from "react-i18next";

import { ChartFigure } from "@/components/chart/chart-figure";
import { LineChart } from "@/components/chart/line-chart";
import { MAIN } from "@/components/chart/look";
import type { Place } from "@/components/chart/plot";
import { ShareChart } from "@/components/chart/share-chart";
import { useChartWords } from "@/components/chart/words";
import { EmptyState } from "@/components/ui/empty-state";

import type { ClassReport } from "./class-report-page";

export function TimelineFigure({ report }: { report: ClassReport }) {
  const { t } = useTranslation();
  const words = useChartWords();
  const places = usePlaces(report);
  const known = report.timeline.filter(({ engagement }) => engagement !== null);
  if (known.length === 0) return <EmptyState title={t("report.timelineEmptyTitle")} text={t("report.timelineEmpty")} />;
  const lowest = known.reduce((low, each) => ((each.engagement ?? 1) < (low.engagement ?? 1) ? each : low));
  const isFlat = known.every(({ engagement }) => engagement === lowest.engagement);
  const cell = (value: number | null) => (value === null ? t("chart.hidden") : words.index(value));
  return (
    <ChartFigure
      title={t(isFlat ? "report.timelineFlat" : "report.timelineTitle", { minute: lowest.minute, value: words.index(lowest.engagement ?? 0) })}
      subtitle={t("report.timelineDrawn")}
      note={<Rests report={report} />}
      table={{ columns: [t("report.minuteColumn"), t("trends.measure.engagement")], rows: report.timeline.map((each, index) => [places[index]?.name ?? "", cell(each.engagement)]) }}
    >
      <LineChart
        label={t("report.timelineLabel")}
        description={t("report.timelineDrawn")}
        places={places}
        lines={[{ key: "engagement", name: t("trends.measure.engagement"), look: MAIN, values: report.timeline.map(({ engagement }) => engagement) }]}
        domain={[0, 1]}
        format={words.index}
        missing={() => words.missing({ suppressed: true })}
        height={220}
      />
    </ChartFigure>
  );
}

export function MoodFigure({ report }: { report: ClassReport }) {
  const { t } = useTranslation();
  const words = useChartWords();
  const places = usePlaces(report);
  const [most] = Object.entries(report.values ?? {})
    .filter(([key]) => key !== "hidden" && key !== "unsure")
    .sort((a, b) => b[1] - a[1]);
  if (!most) return null;
  const keys = [...new Set(report.timeline.flatMap(({ values }) => Object.keys(values ?? {})))].sort();
  return (
    <ChartFigure
      title={t("trends.headline.most_often", { name: words.nameOf(most[0]), share: words.share(most[1]) })}
      subtitle={t("report.moodDrawn")}
      note={<Rests report={report} />}
      table={{
        columns: [t("report.minuteColumn"), ...keys.map(words.nameOf)],
        rows: report.timeline.map(({ values }, index) => [places[index]?.name ?? "", ...keys.map((key) => (values === null ? t("chart.hidden") : key in values ? words.share(values[key] ?? 0) : t("trends.notNamed")))]),
      }}
    >
      <ShareChart
        label={t("trends.measure.expressions")}
        description={t("report.moodDrawn")}
        places={places}
        shares={report.timeline.map(({ values }) => values)}
        nameOf={words.nameOf}
        format={words.share}
        missing={() => words.missing({ suppressed: true })}
        height={220}
      />
    </ChartFigure>
  );
}

function Rests({ report }: { report: ClassReport }) {
  const { t } = useTranslation();
  const { share } = useChartWords();
  return report.sharing === null ? t("report.restsOn", { count: report.cohort }) : t("report.restsOnShare", { count: report.cohort, share: share(report.sharing) });
}

function usePlaces(report: ClassReport): Place[] {
  const { t } = useTranslation();
  return report.timeline.map(({ start, minute }) => ({ key: start, name: t("report.minute", { minute }), tick: String(minute) }));
}
