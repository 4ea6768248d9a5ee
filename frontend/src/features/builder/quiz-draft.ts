/** A quiz while it is being written, and its way from and to the wire. */
import type { Schema } from "@/api/client";

export type Kind = Schema["QuizItemIn"]["kind"];

export interface ChoiceDraft {
  text: string;
  feedback: string;
}

export interface QuestionDraft {
  /** Ours, for the list on the page. */
  key: string;
  id: number | null;
  kind: Kind;
  prompt: string;
  choices: ChoiceDraft[];
  right: number[];
  value: number | null;
  tolerance: number;
  accepted: string;
  feedback: string;
  points: number;
}

export interface QuizDraft {
  version: number | null;
  title: string;
  passPercent: number;
  maxAttempts: number | null;
  questions: QuestionDraft[];
}

export function newQuiz(title: string): QuizDraft {
  return { version: null, title, passPercent: 60, maxAttempts: null, questions: [] };
}

export function newChoice(): ChoiceDraft {
  return { text: "", feedback: "" };
}

export function newQuestion(): QuestionDraft {
  return {
    key: crypto.randomUUID(),
    id: null,
    kind: "single",
    prompt: "",
    choices: [newChoice(), newChoice()],
    right: [0],
    value: null,
    tolerance: 0,
    accepted: "",
    feedback: "",
    points: 1,
  };
}

export function toDraft(quiz: Schema["QuizOut"]): QuizDraft {
  const questions = quiz.items.map(toQuestion);
  return { version: quiz.version, title: quiz.title, passPercent: quiz.pass_percent, maxAttempts: quiz.max_attempts, questions };
}

function toQuestion(item: Schema["QuizItemOut"]): QuestionDraft {
  return {
    ...newQuestion(),
    id: item.id,
    kind: item.kind,
    prompt: item.prompt,
    choices: item.choices.map(({ text, feedback }) => ({ text, feedback: feedback ?? "" })),
    ...(item.answer && toSolution(item.kind, item.answer)),
    feedback: item.feedback ?? "",
    points: item.points,
  };
}

function toSolution(kind: Kind, { choice, choices, value, tolerance, accepted }: Schema["SolutionOut"]) {
  const right = kind === "single" ? [choice ?? 0] : choices;
  return { right, value, tolerance, accepted: accepted.join("\n") };
}

/** What was written since `sent` went out is still to be saved, now over what came of it: new questions have an id. */
export function writeOn(draft: QuizDraft, sent: QuizDraft, quiz: Schema["QuizOut"]): QuizDraft {
  const ids = new Map(sent.questions.map(({ key }, index) => [key, quiz.items[index]?.id]));
  return { ...draft, version: quiz.version, questions: draft.questions.map((each) => ({ ...each, id: ids.get(each.key) ?? each.id })) };
}

export function toQuiz(draft: QuizDraft): Schema["QuizIn"] {
  return {
    version: draft.version,
    title: draft.title,
    pass_percent: draft.passPercent,
    max_attempts: draft.maxAttempts,
    items: draft.questions.map(toItem),
  };
}

function toItem(question: QuestionDraft): Schema["QuizItemIn"] {
  const hasChoices = question.kind === "single" || question.kind === "multiple";
  return {
    id: question.id,
    kind: question.kind,
    prompt: question.prompt,
    choices: hasChoices ? question.choices : [],
    answer: {
      choice: question.kind === "single" ? (question.right[0] ?? null) : null,
      choices: question.kind === "multiple" ? question.right : [],
      value: question.kind === "numeric" ? question.value : null,
      tolerance: question.kind === "numeric" ? question.tolerance : 0,
      accepted: question.kind === "text" ? question.accepted.split("\n").filter(Boolean) : [],
    },
    feedback: question.feedback,
    points: question.points,
  };
}
