/** The same measure course by course, in the order of their names: side by side, never ranked. */
import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Sparkline } from "@/components/chart/sparkline";
import { Card } from "@/components/ui/card";

import { ChoiceLink } from "./choice-link";
import { toQuery, type Filters } from "./filters";
import { useSentences, type Trend } from "./sentences";
import classes from "./trends.module.css";
import { isHidden } from "./values";

interface Props {
  subjects: Schema["SubjectList"]["items"];
  filters: Filters;
}

/** As many as one look can hold; the rest are found in the choice of courses. */
const MOST = 12;

export function ByCourse({ subjects, filters }: Props) {
  const { t } = useTranslation();
  const shown = subjects.slice(0, MOST);
  const trends = useQueries({
    queries: shown.map(({ course_id }) =>
      api.queryOptions("get", "/api/trends", { params: { query: toQuery({ ...filters, courseId: course_id, compare: null }) } }),
    ),
  });
  return (
    <Card title={t("trends.byCourse", { measure: t(`trends.measure.${filters.measure}`) })}>
      <ul className={classes.courses}>
        {shown.map(({ course_id, title }, index) => (
          <li key={course_id}>
            <ChoiceLink filters={filters} changes={{ courseId: course_id }}>{title}</ChoiceLink>
            {trends[index]?.data && <CourseLine trend={trends[index].data} />}
          </li>
        ))}
      </ul>
      {subjects.length > MOST && <p className={classes.quiet}>{t("trends.moreCourses", { count: subjects.length - MOST })}</p>}
    </Card>
  );
}

function CourseLine({ trend }: { trend: Trend }) {
  const { t } = useTranslation();
  const words = useSentences(trend);
  const value = trend.main;
  return (
    <>
      <Sparkline values={trend.points.map(({ main }) => main)} domain={[0, 1]} />
      <span className={classes.courseFigure}>
        {value === null ? t(isHidden(trend.points) ? "chart.hidden" : "chart.nothing") : <><b>{words.format(value)}</b> {trend.unit === "index" ? t("trends.of100") : words.nameOfMain(trend)}</>}
      </span>
    </>
  );
}
