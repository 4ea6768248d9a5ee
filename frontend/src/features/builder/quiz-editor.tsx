/** A lesson's quiz as its tutor writes it. The whole quiz is saved at once. */
import { Button, NumberInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { Loaded } from "@/components/ui/loaded";
import { NumberField } from "@/components/ui/number-field";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell, tellProblem } from "@/components/ui/tell";

import classes from "./builder.module.css";
import { DraftNote } from "./draft-note";
import { Questions } from "./questions";
import { newQuestion, newQuiz, toDraft, toQuiz, writeOn, type QuizDraft } from "./quiz-draft";
import { useKeptDraft } from "./use-kept-draft";

export function QuizEditor({ lessonId, quizId }: { lessonId: number; quizId: number | null }) {
  return quizId === null ? <NewQuiz lessonId={lessonId} /> : <ExistingQuiz lessonId={lessonId} quizId={quizId} />;
}

function NewQuiz({ lessonId }: { lessonId: number }) {
  const { t } = useTranslation();
  const empty = newQuiz(t("builder.quiz"));
  return <Draft lessonId={lessonId} quizId={null} saved={empty} reload={() => Promise.resolve(empty)} />;
}

function ExistingQuiz({ lessonId, quizId }: { lessonId: number; quizId: number }) {
  const quiz = api.useQuery("get", "/api/quizzes/{quiz_id}", { params: { path: { quiz_id: quizId } } });
  const reload = async () => toDraft((await quiz.refetch({ throwOnError: true })).data as Schema["QuizOut"]);
  return <Loaded query={quiz}>{(data) => <Draft lessonId={lessonId} quizId={quizId} saved={toDraft(data)} reload={reload} />}</Loaded>;
}

interface Props {
  lessonId: number;
  quizId: number | null;
  saved: QuizDraft;
  reload: () => Promise<QuizDraft>;
}

function Draft({ lessonId, quizId, saved, reload }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { draft, isFromBefore, change: keep, settle } = useKeptDraft(`quiz-${lessonId}`, saved);
  const save = api.useMutation("put", "/api/lessons/{lesson_id}/quiz", {
    onMutate: () => draft,
    onSuccess: (quiz, _, sent) => {
      if (draft === sent) settle(toDraft(quiz));
      else keep(writeOn(draft, sent, quiz));
      tell(t("shell.saved"));
      void queries.invalidateQueries({ queryKey: ["get", "/api/quizzes/{quiz_id}"] });
      void queries.invalidateQueries({ queryKey: ["get", "/api/lessons/{lesson_id}"] });
    },
  });
  const remove = api.useMutation("delete", "/api/quizzes/{quiz_id}", {
    onSuccess: () => {
      settle(saved);
      return queries.invalidateQueries({ queryKey: ["get", "/api/lessons/{lesson_id}"] });
    },
  });
  const change = (changes: Partial<QuizDraft>) => keep({ ...draft, ...changes });
  const discard = () => {
    save.reset();
    reload().then(settle, tellProblem);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ params: { path: { lesson_id: lessonId } }, body: toQuiz(draft) });
  };
  return (
    <Card title={t("builder.quiz")}>
      <form onSubmit={submit}>
        <DraftNote isShown={isFromBefore || save.isError} onDiscard={discard} />
        {draft.questions.length === 0 ? (
          <p className={classes.note}>{t("builder.quizEmpty")}</p>
        ) : (
          <div className={classes.fields}>
            <TextInput label={t("builder.quizTitle")} required withAsterisk={false} value={draft.title} onChange={(event) => change({ title: event.currentTarget.value })} />
            <NumberInput label={t("builder.pass")} min={0} max={100} w={140} value={draft.passPercent} onChange={(value) => change({ passPercent: Number(value) || 0 })} />
            <NumberField
              label={t("builder.tries")}
              placeholder={t("builder.triesFree")}
              min={1}
              max={100}
              allowDecimal={false}
              w={140}
              value={draft.maxAttempts}
              onNumber={(maxAttempts) => change({ maxAttempts })}
            />
          </div>
        )}
        <Questions questions={draft.questions} onChange={(questions) => change({ questions })} />
        {save.error && <ProblemCard error={save.error} />}
        {draft.version !== null && <p className={classes.note}>{t("builder.gradedAnew")}</p>}
        <div className={classes.row}>
          <Button variant="default" onClick={() => change({ questions: [...draft.questions, newQuestion()] })}>
            {t("builder.addQuestion")}
          </Button>
          {draft.questions.length > 0 && (
            <Button type="submit" loading={save.isPending}>
              {t("builder.saveQuiz")}
            </Button>
          )}
          {quizId !== null && (
            <Confirm
              title={t("builder.remove", { name: saved.title })}
              text={t("builder.quizLost")}
              action={t("builder.deleteQuiz")}
              onConfirm={() => remove.mutateAsync({ params: { path: { quiz_id: quizId } } })}
            >
              {(open) => (
                <Button variant="subtle" color="gray" onClick={open}>
                  {t("builder.deleteQuiz")}
                </Button>
              )}
            </Confirm>
          )}
        </div>
      </form>
    </Card>
  );
}
