/** What a tutor learns after a live class: where it got lost, what was asked, what helped. */
import { Anchor, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { api, type Schema } from "@/api/client";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { TakeAway } from "@/components/ui/take-away";
import { formatMoment } from "@/lib/format";

import { CheckInBars } from "./check-in-bars";
import { HelpPart, MessagesPart, QuizPart } from "./facts";
import { Moments } from "./moments";
import { NotesPart, PollsPart, QuestionsPart } from "./lists";
import classes from "./report.module.css";
import { ClassSummary } from "./summary";
import { MoodFigure, TimelineFigure } from "./timeline-figure";

export type ClassReport = Schema["ClassReportOut"];

/** Groups are published a moment after the end; until then the page asks again. */
const ASK_AGAIN_MS = 5_000;

export function ClassReportPage() {
  const liveClassId = Number(useParams().liveClassId);
  const report = api.useQuery(
    "get",
    "/api/live-classes/{live_class_id}/report",
    { params: { path: { live_class_id: liveClassId } } },
    { refetchInterval: (query) => (query.state.data?.final ? false : ASK_AGAIN_MS) },
  );
  return <Loaded query={report}>{(data) => <ReportOfClass report={data} />}</Loaded>;
}

function ReportOfClass({ report }: { report: ClassReport }) {
  const { t, i18n } = useTranslation();
  return (
    <Page
      title={t("report.title", { lesson: report.lesson_title })}
      lead={[formatMoment(report.started_at, i18n.language), report.tutor].filter(Boolean).join(" · ")}
      over={
        <Anchor component={Link} to={`/courses/${report.course_id}/report`} inherit>
          {report.course_title}
        </Anchor>
      }
      actions={
        <div className={classes.actions}>
          <Button component={Link} to={`/lessons/${report.lesson_id}`} variant="default">
            {t("report.toLesson")}
          </Button>
          <TakeAway csv={`/api/live-classes/${report.live_class_id}/report.csv`} />
        </div>
      }
    >
      <div className={classes.report}>
        {!report.final && (
          <p role="status" className={classes.pending}>
            {t(report.ended_at === null ? "report.stillOpen" : "report.notFinal")}
          </p>
        )}
        <ClassSummary report={report} />
        <Moments report={report} />
        <TimelineFigure report={report} />
        <MoodFigure report={report} />
        <div className={classes.pair}>
          <CheckInBars counts={report.check_ins} shares={report.check_in_shares} unsaid={t("report.checkInsHidden")} />
          <HelpPart help={report.help} />
        </div>
        <QuestionsPart questions={report.questions} />
        <PollsPart polls={report.polls} />
        <NotesPart alerts={report.alerts} interventions={report.interventions} />
        <div className={classes.pair}>
          <MessagesPart messages={report.messages} />
          <QuizPart quiz={report.quiz} sharing={report.sharing} />
        </div>
      </div>
    </Page>
  );
}
