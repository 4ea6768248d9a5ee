/** Trends of groups: the answer in sentences first, then a chart a measure, then closer looks. */
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { EmptyState } from "@/components/ui/empty-state";
import { Loaded, Rows } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { ProblemCard } from "@/components/ui/problem-card";
import { TakeAway } from "@/components/ui/take-away";

import { ByCourse } from "./by-course";
import { CalendarPart } from "./calendar-part";
import { DistributionPart } from "./distribution-part";
import { FilterBar } from "./filter-bar";
import { csvAddress, type Filters } from "./filters";
import { InShort } from "./in-short";
import { LessonMap } from "./lesson-map";
import { MeasureCards } from "./measure-cards";
import { OneStudent } from "./one-student";
import { SavedViews } from "./saved-views";
import { TrendFigure } from "./trend-figure";
import classes from "./trends.module.css";
import { useFilters } from "./use-filters";
import { useOverview, type Overview } from "./use-overview";

export function TrendsPage() {
  const { t } = useTranslation();
  const subjects = api.useQuery("get", "/api/trends/subjects");
  const [chosen, change] = useFilters();
  // A tutor sees no course but their own, so one of them is always chosen.
  const fallback = subjects.data?.all ? null : (subjects.data?.items[0]?.course_id ?? null);
  const filters = { ...chosen, courseId: chosen.courseId ?? fallback };
  return (
    <Page title={t("trends.title")} lead={t("trends.lead")} actions={<div className={classes.actions}><TakeAway csv={csvAddress(filters)} /></div>}>
      <Loaded query={subjects}>
        {(list) =>
          list.items.length === 0 ? (
            <EmptyState title={t("trends.noCourseTitle")} text={t("trends.noCourse")} />
          ) : (
            <>
              <div className={classes.choices}>
                <FilterBar filters={filters} change={change} subjects={list} />
                <SavedViews filters={filters} />
              </div>
              <Board filters={filters} subjects={list} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Board({ filters, subjects }: { filters: Filters; subjects: Schema["SubjectList"] }) {
  const { error, isPending, retry, ...overview } = useOverview(filters);
  return (
    <div className={classes.board}>
      {error !== null && <ProblemCard error={error} onRetry={retry} />}
      {isPending ? <Rows count={5} /> : overview.trends.length > 0 && <Figures {...overview} filters={filters} subjects={subjects} />}
      {/* Whatever comes or fails above, what is typed here stays. */}
      {subjects.all && <OneStudent filters={filters} />}
    </div>
  );
}

interface FiguresProps extends Pick<Overview, "trends" | "sharing"> {
  filters: Filters;
  subjects: Schema["SubjectList"];
}

function Figures({ trends, sharing, filters, subjects }: FiguresProps) {
  const { t } = useTranslation();
  const main = trends.find((trend) => trend.measure === filters.measure);
  const isEmpty = trends.every((trend) => trend.points.every((point) => point.values === null && !point.suppressed));
  return (
    <>
      {isEmpty ? <EmptyState title={t("trends.emptyTitle")} text={t("trends.empty")} /> : <InShort trends={trends} />}
      <MeasureCards trends={trends} filters={filters} />
      {main && <TrendFigure trend={main} sharing={sharing} />}
      {filters.courseId === null && <ByCourse subjects={subjects.items} filters={filters} />}
      <div className={classes.pair}>
        <CalendarPart filters={filters} />
        <DistributionPart filters={filters} />
      </div>
      <LessonMap lessonId={filters.lessonId} />
    </>
  );
}
