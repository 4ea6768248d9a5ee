/** Counts with a sentence each: calls for help, messages and how they were taken, the quiz beside all that. */
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";
import { useChartWords } from "@/components/chart/words";
import { Card } from "@/components/ui/card";
import { formatNumber } from "@/lib/format";

import classes from "./report.module.css";

export function HelpPart({ help }: { help: Schema["HelpOut"] | null }) {
  const { t } = useTranslation();
  const said = (counted: Schema["HelpOut"]) =>
    counted.people === 0 ? t("report.helpNobody") : t("report.helpPeople", { count: counted.people, calls: t("report.calls", { count: counted.calls }) });
  return (
    <Card title={t("report.help")}>
      <p className={classes.sentence}>{help === null ? t("report.helpForTutors") : said(help)}</p>
      {help !== null && help.median_wait_s !== null && <p className={classes.quiet}>{t("report.helpWait", { count: Math.floor(help.median_wait_s / 60) + 1 })}</p>}
    </Card>
  );
}

export function MessagesPart({ messages }: { messages: Schema["ReceptionOut"] }) {
  const { t } = useTranslation();
  const rows = [
    ["shown", messages.people],
    ["helped", messages.helped],
    ["notHelped", messages.not_helped],
    ["notMe", messages.not_me],
  ] as const;
  return (
    <Card title={t("report.messages")}>
      {messages.people === null && <p className={classes.quiet}>{t("report.messagesHidden")}</p>}
      <dl className={classes.facts}>
        {(messages.people === null ? [] : rows).map(([key, count]) => (
          <div key={key}>
            <dt>{t(`report.reception.${key}`)}</dt>
            <dd>{count === null ? t("chart.hidden") : t("chart.atLeast", { value: count })}</dd>
          </div>
        ))}
        <div>
          <dt>{t("report.reception.words")}</dt>
          <dd>{messages.words}</dd>
        </div>
      </dl>
    </Card>
  );
}

export function QuizPart({ quiz, sharing }: { quiz: Schema["QuizResultOut"] | null; sharing: number | null }) {
  const { t, i18n } = useTranslation();
  const { share } = useChartWords();
  return (
    <Card title={t("report.quiz")}>
      {quiz === null ? (
        <p className={classes.quiet}>{t("report.quizEmpty")}</p>
      ) : (
        <>
          <p className={classes.sentence}>{t("report.quizResult", { count: quiz.people, mean: formatNumber(quiz.mean_percent, i18n.language), passed: share(quiz.passed_share) })}</p>
          <p className={classes.quiet}>{sharing === null ? t("report.quizNote") : t("report.quizNoteShare", { share: share(sharing) })}</p>
        </>
      )}
    </Card>
  );
}
