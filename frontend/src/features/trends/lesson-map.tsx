/** Where in a lesson its classes got lost: a row a class, a column a part of the lesson. */
import { Anchor, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schema } from "@/api/client";
import { ChartFigure } from "@/components/chart/chart-figure";
import { HeatMap } from "@/components/chart/heat-map";
import { useChartWords } from "@/components/chart/words";
import { EmptyState } from "@/components/ui/empty-state";
import { Loaded } from "@/components/ui/loaded";
import { formatDay, formatMoment } from "@/lib/format";

import classes from "./trends.module.css";

type Map = Schema["HeatMapOut"];
type Layer = "signals" | "engagement";

export function LessonMap({ lessonId }: { lessonId: number | null }) {
  const { t } = useTranslation();
  if (lessonId === null) return <EmptyState title={t("trends.map.chooseTitle")} text={t("trends.map.choose")} />;
  return <MapOfLesson lessonId={lessonId} />;
}

function MapOfLesson({ lessonId }: { lessonId: number }) {
  const { t } = useTranslation();
  const query = api.useQuery("get", "/api/trends/heat-map", { params: { query: { lesson_id: lessonId } } });
  return (
    <Loaded query={query}>
      {(map) => (map.rows.length === 0 ? <EmptyState title={t("trends.map.emptyTitle")} text={t("trends.map.empty")} /> : <MapFigure map={map} />)}
    </Loaded>
  );
}

function MapFigure({ map }: { map: Map }) {
  const { t } = useTranslation();
  const words = useChartWords();
  const [layer, setLayer] = useState<Layer>(() => (map.rows.some(({ cells }) => cells.some(({ signals }) => signals !== null)) ? "signals" : "engagement"));
  const format = layer === "signals" ? words.share : words.index;
  const columns = map.columns.map(({ index, title }) => {
    const name = map.axis === "section" ? title || map.title : t("trends.map.minutes", { from: index, to: index + MINUTES });
    return { key: String(index), name, tick: map.axis === "section" ? shorten(name) : String(index) };
  });
  const rows = map.rows.map((row) => ({
    key: String(row.live_class_id),
    name: formatMoment(row.started_at, words.language),
    tick: formatDay(row.started_at, words.language),
  }));
  const valueAt = (row: number, column: number) => map.rows[row]?.cells[column]?.[layer] ?? null;
  const wordsAt = (row: number, column: number) => {
    const value = valueAt(row, column);
    return value === null ? t("trends.map.notSaid") : format(value);
  };
  return (
    <ChartFigure
      title={t("trends.map.title", { lesson: map.title })}
      subtitle={t(`trends.map.drawn.${layer}`)}
      note={t("trends.map.note")}
      side={
        <SegmentedControl
          aria-label={t("trends.map.layer")}
          value={layer}
          onChange={setLayer}
          data={(["signals", "engagement"] as const).map((value) => ({ value, label: t(`trends.map.layers.${value}`) }))}
        />
      }
      table={{ columns: [t("trends.when"), ...columns.map(({ name }) => name)], rows: rows.map(({ name }, row) => [name, ...columns.map((_, column) => wordsAt(row, column))]) }}
    >
      <HeatMap
        label={t("trends.map.title", { lesson: map.title })}
        description={t(`trends.map.drawn.${layer}`)}
        rows={rows}
        columns={columns}
        cell={(row, column) => ({ value: valueAt(row, column), isHidden: false, words: wordsAt(row, column) })}
        domain={[0, 1]}
        format={format}
      />
      <p className={classes.reports}>
        {t("trends.map.open")}{" "}
        {map.rows.map((row) => (
          <Anchor key={row.live_class_id} component={Link} to={`/live/${row.live_class_id}/report`}>
            {formatDay(row.started_at, words.language)}
          </Anchor>
        ))}
      </p>
    </ChartFigure>
  );
}

const MINUTES = 5;
const LONGEST = 14;
const shorten = (title: string) => (title.length > LONGEST ? `${title.slice(0, LONGEST - 1)}…` : title);
