/** A course over some time: its lessons one by one, its classes, each with the way to its report. */
import { Anchor, Button, Table, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";

import { api, type Schema } from "@/api/client";
import { useMe } from "@/api/me";
import { isLeast, useChartWords } from "@/components/chart/words";
import { EmptyState } from "@/components/ui/empty-state";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { TakeAway } from "@/components/ui/take-away";
import { WideTable } from "@/components/ui/wide-table";
import { isWhole } from "@/lib/days";
import { formatMoment, formatNumber } from "@/lib/format";

import { CheckInBars } from "./check-in-bars";
import { HelpPart, MessagesPart } from "./facts";
import classes from "./report.module.css";

type CourseReport = Schema["CourseReportOut"];

export function CourseReportPage() {
  const { t } = useTranslation();
  const { me } = useMe();
  const courseId = Number(useParams().courseId);
  const [search, setSearch] = useSearchParams();
  const [from, to] = [search.get("from"), search.get("to")];
  const span = { from: isWhole(from) ? from : undefined, to: isWhole(to) ? to : undefined };
  const path = { course_id: courseId };
  const course = api.useQuery("get", "/api/courses/{course_id}", { params: { path } });
  // What was asked before stays while the next comes, or a day could not be typed to its end.
  const report = api.useQuery("get", "/api/courses/{course_id}/report", { params: { path, query: span } }, { placeholderData: (before) => before });
  const change = (name: "from" | "to", day: string) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (day) next.set(name, day);
      else next.delete(name);
      return next;
    }, { replace: true });
  const asked = new URLSearchParams(Object.entries(span).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return (
    <Loaded query={course}>
      {({ title }) => (
        <Page
          title={t("report.courseTitle", { course: title })}
          lead={t("report.courseLead")}
          over={
            <Anchor component={Link} to={`/courses/${courseId}`} inherit>
              {title}
            </Anchor>
          }
          actions={
            <div className={classes.actions}>
              <Button component={Link} to={`${me?.role === "admin" ? "/admin/trends" : "/trends"}?course=${courseId}`} variant="default">
                {t("trends.title")}
              </Button>
              <TakeAway csv={`/api/courses/${courseId}/report.csv?${asked}`} />
            </div>
          }
        >
          <div className={classes.report}>
            <div className={classes.dates}>
              <TextInput type="date" label={t("trends.from")} value={from ?? report.data?.first ?? ""} onChange={(event) => change("from", event.currentTarget.value)} />
              <TextInput type="date" label={t("trends.to")} value={to ?? report.data?.last ?? ""} onChange={(event) => change("to", event.currentTarget.value)} />
            </div>
            <Loaded query={report}>{(data) => <ReportOfCourse report={data} />}</Loaded>
          </div>
        </Page>
      )}
    </Loaded>
  );
}

function ReportOfCourse({ report }: { report: CourseReport }) {
  const { t } = useTranslation();
  return (
    <>
      <Lessons lessons={report.lessons} />
      <Classes held={report.classes} />
      <div className={classes.pair}>
        <CheckInBars counts={report.check_ins} unsaid={t("report.checkInsByLesson")} />
        <HelpPart help={report.help} />
      </div>
      <MessagesPart messages={report.messages} />
    </>
  );
}

function Lessons({ lessons }: { lessons: CourseReport["lessons"] }) {
  const { t } = useTranslation();
  const { index, share, language } = useChartWords();
  const difficult = (values: Readonly<Record<string, number>>) => {
    if (!("stuck" in values || "lost" in values || !values.hidden)) return <Unsaid />;
    const value = share((values.stuck ?? 0) + (values.lost ?? 0));
    return isLeast({ key: "difficult", values }) ? t("chart.atLeast", { value }) : value;
  };
  return (
    <section>
      <h2 className={classes.heading}>{t("report.lessons")}</h2>
      <p className={classes.quiet}>{t("report.lessonsNote")}</p>
        <WideTable label={t("report.lessons")} minWidth={720} columns={[t("trends.lesson"), t("trends.measure.engagement"), t("report.difficult"), t("trends.sharing"), t("report.quizMean")]}>
          {lessons.map((lesson) => (
            <Table.Tr key={lesson.lesson_id}>
              <Table.Td>
                <Anchor component={Link} to={`/lessons/${lesson.lesson_id}`}>
                  {lesson.title}
                </Anchor>
              </Table.Td>
              <Table.Td>{said(lesson.engagement, (value) => t("report.of100", { value: index(value) }))}</Table.Td>
              <Table.Td>{lesson.check_ins === null ? <Unsaid /> : difficult(lesson.check_ins)}</Table.Td>
              <Table.Td>{said(lesson.sharing, share)}</Table.Td>
              <Table.Td>{lesson.quiz === null ? <Unsaid /> : t("report.quizCell", { mean: formatNumber(lesson.quiz.mean_percent, language), count: lesson.quiz.people })}</Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
    </section>
  );
}

function Classes({ held }: { held: CourseReport["classes"] }) {
  const { t } = useTranslation();
  const { index, share, language } = useChartWords();
  if (held.length === 0) return <EmptyState title={t("report.classesEmptyTitle")} text={t("report.classesEmpty")} />;
  return (
    <section>
      <h2 className={classes.heading}>{t("report.classes")}</h2>
        <WideTable label={t("report.classes")} minWidth={640} columns={[t("trends.when"), t("trends.lesson"), t("report.people"), t("trends.measure.engagement"), t("trends.sharing")]}>
          {held.map((each) => (
            <Table.Tr key={each.live_class_id}>
              <Table.Td>
                <Anchor component={Link} to={`/live/${each.live_class_id}/report`}>
                  {formatMoment(each.started_at, language)}
                </Anchor>
              </Table.Td>
              <Table.Td>{each.lesson_title}</Table.Td>
              <Table.Td>{each.present ?? <Unsaid />}</Table.Td>
              <Table.Td>{said(each.engagement, (value) => t("report.of100", { value: index(value) }))}</Table.Td>
              <Table.Td>{said(each.sharing, share)}</Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
    </section>
  );
}

function said(value: number | null, write: (value: number) => string) {
  return value === null ? <Unsaid /> : write(value);
}

function Unsaid() {
  const { t } = useTranslation();
  return <span className={classes.soft}>{t("trends.notSaid")}</span>;
}
