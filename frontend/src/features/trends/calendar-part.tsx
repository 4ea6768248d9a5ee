/** When something was recorded, a day a square. */
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { CalendarChart } from "@/components/chart/calendar-chart";
import { ChartFigure } from "@/components/chart/chart-figure";
import { useChartWords } from "@/components/chart/words";
import { Loaded } from "@/components/ui/loaded";
import { formatPlainDay } from "@/lib/format";

import { toSpan, type Filters } from "./filters";

export function CalendarPart({ filters }: { filters: Filters }) {
  const query = api.useQuery("get", "/api/trends/calendar", { params: { query: { ...toSpan(filters), measure: filters.measure } } });
  return <Loaded query={query}>{(calendar) => <CalendarFigure calendar={calendar} filters={filters} />}</Loaded>;
}

function CalendarFigure({ calendar, filters }: { calendar: Schema["CalendarOut"]; filters: Filters }) {
  const { t } = useTranslation();
  const words = useChartWords();
  const format = filters.measure === "engagement" ? words.index : words.share;
  const [first, last] = [calendar.days[0], calendar.days.at(-1)];
  if (!first || !last) return null;
  const days = new Map(calendar.days.map((day) => [day.day, day]));
  const known = calendar.days.filter(({ point }) => point.values !== null).length;
  const describe = (day: Schema["CalendarDayOut"] | undefined) => {
    const value = day?.point.main ?? null;
    const said = value === null ? words.missing({ suppressed: Boolean(day?.point.suppressed || day?.point.values) }).words : `${words.nameOf(calendar.key)} ${format(value)}`;
    return day?.classes ? `${said}, ${t("trends.classes", { count: day.classes })}` : said;
  };
  return (
    <ChartFigure
      title={t("trends.calendar.title", { count: known, all: calendar.days.length })}
      subtitle={t("trends.calendar.drawn", { name: words.nameOf(calendar.key) })}
      table={{
        columns: [t("trends.when"), words.nameOf(calendar.key), t("trends.liveClasses")],
        rows: calendar.days.map((day) => [formatPlainDay(day.day, words.language), valueCell(day), String(day.classes)]),
      }}
    >
      <CalendarChart
        label={t("trends.calendar.label")}
        description={t("trends.calendar.drawn", { name: words.nameOf(calendar.key) })}
        from={first.day}
        to={last.day}
        day={(date) => {
          const point = days.get(date)?.point;
          const value = point?.main ?? null;
          return { value, isHidden: value === null && Boolean(point?.suppressed || point?.values), words: describe(days.get(date)) };
        }}
        domain={[0, 1]}
        format={format}
      />
    </ChartFigure>
  );

  function valueCell({ point }: Schema["CalendarDayOut"]): string {
    return point.main === null ? words.missing({ suppressed: point.suppressed || point.values !== null }).words : format(point.main);
  }
}
