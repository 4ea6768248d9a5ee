/** The questions of a quiz in their order. Nothing is sent from here: the whole quiz is saved at once. */
import { moveItem, QUESTIONS } from "./order";
import { QuestionEditor } from "./question-editor";
import type { QuestionDraft } from "./quiz-draft";
import { useDragOrder, type Place } from "./use-drag-order";

interface Props {
  questions: readonly QuestionDraft[];
  onChange: (questions: QuestionDraft[]) => void;
}

export function Questions({ questions, onChange }: Props) {
  const move = (from: Place, to: Place) => onChange(moveItem(questions, from.index, to.index));
  const step = (from: Place, by: -1 | 1) => {
    const index = from.index + by;
    if (index >= 0 && index < questions.length) move(from, { ...from, index });
  };
  const order = useDragOrder({ onMove: move, onStep: step });
  return (
    <div data-list={QUESTIONS}>
      {questions.map((question, index) => (
        <QuestionEditor
          key={question.key}
          number={index + 1}
          question={question}
          place={{ list: QUESTIONS, index }}
          count={questions.length}
          order={order}
          onStep={(by) => step({ list: QUESTIONS, index }, by)}
          onChange={(next) => onChange(questions.map((each) => (each.key === question.key ? next : each)))}
          onRemove={() => onChange(questions.filter((each) => each.key !== question.key))}
        />
      ))}
    </div>
  );
}
