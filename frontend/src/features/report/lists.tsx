/** What was asked, polled, noticed and done, in the order it happened. */
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";
import { BarChart } from "@/components/chart/bar-chart";
import { domainFromZero } from "@/components/chart/scale";
import { useChartWords } from "@/components/chart/words";
import { Card } from "@/components/ui/card";
import { useCause } from "@/lib/alert-causes";
import { formatClock, formatNumber, formatShare } from "@/lib/format";

import classes from "./report.module.css";

export function QuestionsPart({ questions }: { questions: Schema["AskedOut"][] }) {
  const { t, i18n } = useTranslation();
  return (
    <Card title={t("report.questions")}>
      {questions.length === 0 ? (
        <p className={classes.quiet}>{t("report.questionsEmpty")}</p>
      ) : (
        <ul className={classes.list}>
          {questions.map((question) => (
            <li key={`${question.at} ${question.body}`}>
              <time dateTime={question.at}>{formatClock(question.at, i18n.language)}</time>
              <span>{question.body}</span>
              <em>{t(question.answered ? "report.answered" : "report.open")}</em>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

export function PollsPart({ polls }: { polls: Schema["ReportPollOut"][] }) {
  const { t } = useTranslation();
  const { language } = useChartWords();
  const format = (value: number) => formatNumber(value, language);
  if (polls.length === 0) return null;
  return (
    <Card title={t("report.polls")}>
      {polls.map((poll) => (
        <section key={poll.at} className={classes.poll}>
          <h3>{poll.question}</h3>
          {poll.counts === null ? (
            <p className={classes.quiet}>{t("report.pollHidden")}</p>
          ) : (
            <BarChart
              label={poll.question}
              description={t("report.pollAnswers", { count: poll.answers ?? 0 })}
              bars={poll.choices.map((choice, index) => ({ key: String(index), name: choice, value: poll.counts?.[index] ?? 0 }))}
              domain={domainFromZero(poll.counts, 5)}
              format={format}
            />
          )}
        </section>
      ))}
    </Card>
  );
}

interface NotesProps {
  alerts: Schema["NotedOut"][];
  interventions: Schema["NotedOut"][];
}

export function NotesPart({ alerts, interventions }: NotesProps) {
  const { t, i18n } = useTranslation();
  const cause = useCause();
  if (alerts.length + interventions.length === 0) return null;
  const effect = ({ before, after, could_be_chance }: Schema["NotedOut"]) => {
    if (before === null || after === null) return t("report.effectUnknown");
    const share = (value: number) => formatShare(value, i18n.language);
    const words = t("alerts.change", { before: share(before), after: share(after) });
    return could_be_chance === false ? words : `${words} ${t("alerts.chance")}`;
  };
  const lines = [
    ...alerts.map((note) => ({ at: note.at, words: t("report.alert", { cause: cause(note.cause) }), more: "" })),
    ...interventions.map((note) => ({ at: note.at, words: t("report.helped", { cause: cause(note.cause) }), more: effect(note) })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <Card title={t("report.notes")}>
      <ul className={classes.list}>
        {lines.map((line) => (
          <li key={line.at + line.words}>
            <time dateTime={line.at}>{formatClock(line.at, i18n.language)}</time>
            <span>{line.words}</span>
            <em>{line.more}</em>
          </li>
        ))}
      </ul>
    </Card>
  );
}
