/** A quiz while it is being written, and its way from and to the wire. */
import type { Schema } from "@/api/client";

export type Kind = Schema["QuizItemIn"]["kind"];

export interface QuestionDraft {
  /** Ours, for the list on the page. */
  key: string;
  id: number | null;
  kind: Kind;
  prompt: string;
  choices: string[];
  right: number[];
  value: number | null;
  accepted: string;
  feedback: string;
  points: number;
}

export interface QuizDraft {
  version: number | null;
  title: string;
  passPercent: number;
  questions: QuestionDraft[];
}

export function newQuestion(): QuestionDraft {
  return {
    key: crypto.randomUUID(),
    id: null,
    kind: "single",
    prompt: "",
    choices: ["", ""],
    right: [0],
    value: null,
    accepted: "",
    feedback: "",
    points: 1,
  };
}

export function toDraft(quiz: Schema["QuizOut"]): QuizDraft {
  const questions = quiz.items.map((item) => ({
    ...newQuestion(),
    id: item.id,
    kind: item.kind,
    prompt: item.prompt,
    choices: item.choices.map((choice) => choice.text),
    right: item.kind === "single" ? [item.answer?.choice ?? 0] : (item.answer?.choices ?? []),
    value: item.answer?.value ?? null,
    accepted: (item.answer?.accepted ?? []).join("\n"),
    feedback: item.feedback ?? "",
    points: item.points,
  }));
  return { version: quiz.version, title: quiz.title, passPercent: quiz.pass_percent, questions };
}

export function toQuiz(draft: QuizDraft): Schema["QuizIn"] {
  return {
    version: draft.version,
    title: draft.title,
    pass_percent: draft.passPercent,
    items: draft.questions.map(toItem),
  };
}

function toItem(question: QuestionDraft): Schema["QuizItemIn"] {
  const hasChoices = question.kind === "single" || question.kind === "multiple";
  return {
    id: question.id,
    kind: question.kind,
    prompt: question.prompt,
    choices: hasChoices ? question.choices.map((text) => ({ text, feedback: "" })) : [],
    answer: {
      choice: question.kind === "single" ? (question.right[0] ?? null) : null,
      choices: question.kind === "multiple" ? question.right : [],
      value: question.kind === "numeric" ? question.value : null,
      tolerance: 0,
      accepted: question.kind === "text" ? question.accepted.split("\n").filter(Boolean) : [],
    },
    feedback: question.feedback,
    points: question.points,
  };
}
