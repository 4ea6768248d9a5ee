/** A quiz to take: answer, hand in, read the feedback, try again. Grading happens on the server. */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { codeOf } from "@/api/problem";
import { Loaded } from "@/components/ui/loaded";
import { ProblemCard } from "@/components/ui/problem-card";

import classes from "./quiz.module.css";
import { QuizItem } from "./quiz-item";
import { useAnswers } from "./use-answers";

interface Props {
  quizId: number;
  isLearner: boolean;
  onPassed: () => void;
}

export function Quiz({ quizId, isLearner, onPassed }: Props) {
  const quiz = api.useQuery("get", "/api/quizzes/{quiz_id}", { params: { path: { quiz_id: quizId } } });
  return (
    <div className={classes.quiz}>
      <Loaded query={quiz}>{(data) => <Newest quiz={data} isLearner={isLearner} onPassed={onPassed} />}</Loaded>
    </div>
  );
}

type Shown = Omit<Props, "quizId"> & { quiz: Schema["QuizOut"] };

/** Begins anew when the tutor has edited the quiz: an answer that was given may mean something else in it. */
function Newest({ quiz, ...props }: Shown) {
  const [opened] = useState(quiz.version);
  return <Questions key={quiz.version} quiz={quiz} isChanged={quiz.version !== opened} {...props} />;
}

function Questions({ quiz, isChanged, isLearner, onPassed }: Shown & { isChanged: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { queryKey } = api.queryOptions("get", "/api/quizzes/{quiz_id}", { params: { path: { quiz_id: quiz.id } } });
  const { answers, setAnswer, forgetKept, clear } = useAnswers(quiz);
  const [round, setRound] = useState(0);
  const hand = api.useMutation("post", "/api/quizzes/{quiz_id}/attempts", {
    onError: (error) => (codeOf(error) === "changed_meanwhile" ? queries.invalidateQueries({ queryKey }) : undefined),
    onSuccess: (attempt) => {
      queries.setQueryData<Schema["QuizOut"]>(queryKey, (known) => known && { ...known, attempts_used: known.attempts_used + 1 });
      forgetKept();
      if (attempt.passed) onPassed();
    },
  });
  const result = hand.data;
  const isSpent = quiz.max_attempts !== null && quiz.attempts_used >= quiz.max_attempts;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = quiz.items.map((item) => ({ item_id: item.id, ...(answers[item.id] ?? { choices: [] }) }));
    hand.mutate({ params: { path: { quiz_id: quiz.id } }, body: { version: quiz.version, answers: given } });
  };
  const again = () => {
    setRound(round + 1);
    clear();
    hand.reset();
  };
  return (
    <form onSubmit={submit} aria-labelledby={`quiz-${quiz.id}`}>
      <h2 id={`quiz-${quiz.id}`} className={classes.title}>
        {quiz.title}
      </h2>
      <p className={classes.lead}>{t("quiz.lead", { count: quiz.items.length, percent: quiz.pass_percent })}</p>
      {isChanged && !result && (
        <p role="status" className={classes.lead}>
          {t("quiz.changed")}
        </p>
      )}
      <ol className={classes.items}>
        {quiz.items.map((item) => (
          <QuizItem
            key={`${item.id}-${round}`}
            item={item}
            answer={answers[item.id]}
            result={result?.results.find((each) => each.item_id === item.id)}
            onAnswer={(answer) => setAnswer(item.id, answer)}
          />
        ))}
      </ol>
      {hand.error && <ProblemCard error={hand.error} />}
      <div role="status">
        {result && (
          <p className={classes.result}>
            {t(result.passed ? "quiz.passed" : "quiz.notYet", { points: result.points, count: result.points_possible })}
          </p>
        )}
      </div>
      {result
        ? !isSpent && (
            <Button variant="default" onClick={again}>
              {t("quiz.again")}
            </Button>
          )
        : isLearner && (
            <Button type="submit" loading={hand.isPending} disabled={isSpent}>
              {isSpent ? t("quiz.spent") : t("quiz.handIn")}
            </Button>
          )}
    </form>
  );
}
