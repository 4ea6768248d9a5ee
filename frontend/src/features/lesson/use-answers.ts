/** Answers that are not handed in yet, kept in this tab so that neither a reload nor a lost connection costs one. */
import { useState } from "react";

import type { Schema } from "@/api/client";
import { useMe } from "@/api/me";

import type { Answer } from "./quiz-item";

type Answers = Record<number, Answer>;

export function useAnswers(quiz: Schema["QuizOut"]) {
  const { me } = useMe();
  // With the version, because a choice's number may mean something else once the tutor has edited the quiz.
  const key = me ? `attune-answers-${me.id}-${quiz.id}-${quiz.version}` : null;
  const [answers, setAnswers] = useState(() => readAnswers(key));
  const setAnswer = (itemId: number, answer: Answer) => {
    const next = { ...answers, [itemId]: answer };
    setAnswers(next);
    if (key) sessionStorage.setItem(key, JSON.stringify(next));
  };
  /** What was handed in stays on the page, but would be wrong to find again after a reload. */
  const forgetKept = () => key && sessionStorage.removeItem(key);
  const clear = () => {
    setAnswers({});
    forgetKept();
  };
  return { answers, setAnswer, forgetKept, clear };
}

function readAnswers(key: string | null): Answers {
  return key === null ? {} : (JSON.parse(sessionStorage.getItem(key) ?? "{}") as Answers);
}
