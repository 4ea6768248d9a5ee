/** A lesson's quiz as its tutor writes it. The whole quiz is saved at once. */
import { Button, NumberInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Loaded } from "@/components/ui/loaded";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell } from "@/components/ui/tell";

import classes from "./builder.module.css";
import { Questions } from "./questions";
import { newQuestion, toDraft, toQuiz, type QuizDraft } from "./quiz-draft";

export function QuizEditor({ lessonId, quizId }: { lessonId: number; quizId: number | null }) {
  const { t } = useTranslation();
  if (quizId === null) return <Draft lessonId={lessonId} start={{ version: null, title: t("builder.quiz"), passPercent: 60, questions: [] }} />;
  return <ExistingQuiz lessonId={lessonId} quizId={quizId} />;
}

function ExistingQuiz({ lessonId, quizId }: { lessonId: number; quizId: number }) {
  const quiz = api.useQuery("get", "/api/quizzes/{quiz_id}", { params: { path: { quiz_id: quizId } } });
  return <Loaded query={quiz}>{(data) => <Draft key={data.version} lessonId={lessonId} start={toDraft(data)} />}</Loaded>;
}

function Draft({ lessonId, start }: { lessonId: number; start: QuizDraft }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(start);
  const save = api.useMutation("put", "/api/lessons/{lesson_id}/quiz", {
    onSuccess: () => {
      tell(t("shell.saved"));
      void queries.invalidateQueries({ queryKey: ["get", "/api/quizzes/{quiz_id}"] });
      void queries.invalidateQueries({ queryKey: ["get", "/api/lessons/{lesson_id}"] });
    },
  });
  const change = (changes: Partial<QuizDraft>) => setDraft({ ...draft, ...changes });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ params: { path: { lesson_id: lessonId } }, body: toQuiz(draft) });
  };
  return (
    <Card title={t("builder.quiz")}>
      <form onSubmit={submit}>
        {draft.questions.length === 0 ? (
          <p className={classes.note}>{t("builder.quizEmpty")}</p>
        ) : (
          <div className={classes.fields}>
            <TextInput label={t("builder.quizTitle")} required withAsterisk={false} value={draft.title} onChange={(event) => change({ title: event.currentTarget.value })} />
            <NumberInput label={t("builder.pass")} min={0} max={100} w={140} value={draft.passPercent} onChange={(value) => change({ passPercent: Number(value) || 0 })} />
          </div>
        )}
        <Questions questions={draft.questions} onChange={(questions) => change({ questions })} />
        {save.error && <ProblemCard error={save.error} />}
        <div className={classes.row}>
          <Button variant="default" onClick={() => change({ questions: [...draft.questions, newQuestion()] })}>
            {t("builder.addQuestion")}
          </Button>
          {draft.questions.length > 0 && (
            <Button type="submit" loading={save.isPending}>
              {t("builder.saveQuiz")}
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
