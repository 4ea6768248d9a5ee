/** Questions to the tutors: a student sees their own, a tutor sees and answers everybody's. */
import { Button, Textarea } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { GROWING } from "@/api/growing";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { GrowingList } from "@/components/ui/growing-list";
import { tellProblem } from "@/components/ui/tell";

import { Byline } from "./byline";
import classes from "./course-page.module.css";

export function Questions({ course }: { course: Schema["CourseOut"] }) {
  const { t } = useTranslation();
  const questions = api.useInfiniteQuery("get", "/api/courses/{course_id}/questions", { params: { path: { course_id: course.id }, query: { limit: 20 } } }, GROWING);
  const reload = () => void questions.refetch();
  const isStudent = course.role === "student";
  return (
    <div className={classes.stack}>
      {isStudent && <Ask courseId={course.id} onDone={reload} />}
      <GrowingList query={questions}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t("course.askEmptyTitle")} text={t(isStudent ? "course.askEmptyStudent" : "course.askEmptyTutor")} />
          ) : (
            items.map((question) => (
              <article key={question.id} className={classes.post}>
                <Byline name={question.student} at={question.created_at} />
                <p className={classes.words}>{question.body}</p>
                {question.answer !== null && (
                  <div className={classes.replies}>
                    <p className={classes.words}>{question.answer}</p>
                  </div>
                )}
                {question.answer === null && isStudent && <p className={classes.note}>{t("course.waiting")}</p>}
                {course.role === "tutor" && <Answer question={question} onTold={reload} />}
              </article>
            ))
          )
        }
      </GrowingList>
    </div>
  );
}

function Ask({ courseId, onDone }: { courseId: number; onDone: () => void }) {
  const { t } = useTranslation();
  const [body, setBody] = useState("");
  const ask = api.useMutation("post", "/api/courses/{course_id}/questions", {
    onSuccess: () => {
      setBody("");
      onDone();
    },
    onError: tellProblem,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    ask.mutate({ params: { path: { course_id: courseId } }, body: { body } });
  };
  return (
    <Card title={t("course.askTitle")} quiet>
      <form onSubmit={submit}>
        <Textarea label={t("course.askBody")} description={t("course.askHint")} required withAsterisk={false} autosize minRows={2} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
        <Button mt="sm" type="submit" loading={ask.isPending}>
          {t("course.send")}
        </Button>
      </form>
    </Card>
  );
}

/** Stays, with its words, when a colleague was quicker: their answer then stands above it. */
function Answer({ question, onTold }: { question: Schema["QuestionOut"]; onTold: () => void }) {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState("");
  const send = api.useMutation("put", "/api/questions/{question_id}/answer", {
    onSuccess: () => setAnswer(""),
    onError: tellProblem,
    onSettled: onTold,
  });
  if (question.answer !== null && answer === "") return null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send.mutate({ params: { path: { question_id: question.id } }, body: { answer, answered_at: question.answered_at } });
  };
  return (
    <form onSubmit={submit}>
      <Textarea label={t("course.answer")} required withAsterisk={false} autosize minRows={2} value={answer} onChange={(event) => setAnswer(event.currentTarget.value)} />
      <Button mt="sm" type="submit" variant="default" loading={send.isPending}>
        {t("course.answerSend")}
      </Button>
    </form>
  );
}
