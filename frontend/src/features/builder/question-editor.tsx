/** One question while it is being written. */
import { Button, Checkbox, NativeSelect, Radio, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { NumberField } from "@/components/ui/number-field";

import classes from "./builder.module.css";
import { Grip, StepButtons } from "./grip";
import { newChoice, type ChoiceDraft, type Kind, type QuestionDraft } from "./quiz-draft";
import type { DragOrder, Place } from "./use-drag-order";

const KINDS: readonly Kind[] = ["single", "multiple", "numeric", "text"];

interface Props {
  number: number;
  question: QuestionDraft;
  place: Place;
  count: number;
  order: DragOrder;
  onStep: (by: -1 | 1) => void;
  onChange: (question: QuestionDraft) => void;
  onRemove: () => void;
}

export function QuestionEditor({ number, question, place, count, order, onStep, onChange, onRemove }: Props) {
  const { t } = useTranslation();
  const name = question.prompt || t("builder.question", { number });
  const change = (changes: Partial<QuestionDraft>) => onChange({ ...question, ...changes });
  return (
    <fieldset className={classes.question} data-item data-look={order.look(place, count)}>
      <legend>{t("builder.question", { number })}</legend>
      <div className={classes.bar}>
        <Grip id={question.key} name={name} place={place} order={order} />
        <StepButtons name={name} canMoveUp={place.index > 0} canMoveDown={place.index < count - 1} onStep={onStep} />
      </div>
      <Textarea label={t("builder.prompt")} required withAsterisk={false} autosize value={question.prompt} onChange={(event) => change({ prompt: event.currentTarget.value })} />
      <NativeSelect
        label={t("builder.kind")}
        value={question.kind}
        onChange={(event) => change({ kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? "single", right: [0] })}
        data={KINDS.map((kind) => ({ value: kind, label: t(`builder.kinds.${kind}`) }))}
      />
      <Solution question={question} change={change} />
      <TextInput label={t("builder.feedback")} value={question.feedback} onChange={(event) => change({ feedback: event.currentTarget.value })} />
      <div className={classes.row}>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onRemove}>
          {t("builder.removeQuestion")}
        </Button>
      </div>
    </fieldset>
  );
}

type Change = (changes: Partial<QuestionDraft>) => void;

function Solution({ question, change }: { question: QuestionDraft; change: Change }) {
  const { t } = useTranslation();
  if (question.kind === "numeric") {
    return (
      <div className={classes.row}>
        <NumberField label={t("builder.value")} required withAsterisk={false} value={question.value} onNumber={(value) => change({ value })} />
        <NumberField label={t("builder.tolerance")} allowNegative={false} value={question.tolerance} onNumber={(tolerance) => change({ tolerance: tolerance ?? 0 })} />
      </div>
    );
  }
  if (question.kind === "text") {
    return <Textarea label={t("builder.accepted")} required withAsterisk={false} autosize minRows={2} value={question.accepted} onChange={(event) => change({ accepted: event.currentTarget.value })} />;
  }
  return <Choices question={question} change={change} />;
}

function Choices({ question, change }: { question: QuestionDraft; change: Change }) {
  const { t } = useTranslation();
  const isSingle = question.kind === "single";
  const Mark = isSingle ? Radio : Checkbox;
  const toggle = (index: number) => {
    const rest = question.right.filter((each) => each !== index);
    change({ right: isSingle ? [index] : rest.length < question.right.length ? rest : [...rest, index] });
  };
  const write = (index: number, changes: Partial<ChoiceDraft>) =>
    change({ choices: question.choices.map((each, at) => (at === index ? { ...each, ...changes } : each)) });
  return (
    <>
      {question.choices.map((choice, index) => (
        <div key={index} className={classes.choice}>
          <Mark aria-label={t("builder.right", { number: index + 1 })} checked={question.right.includes(index)} onChange={() => toggle(index)} />
          <TextInput
            aria-label={t("builder.choice", { number: index + 1 })}
            placeholder={t("builder.choice", { number: index + 1 })}
            required
            value={choice.text}
            onChange={(event) => write(index, { text: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t("builder.choiceFeedback", { number: index + 1 })}
            placeholder={t("builder.choiceFeedbackHint")}
            value={choice.feedback}
            onChange={(event) => write(index, { feedback: event.currentTarget.value })}
          />
        </div>
      ))}
      <div>
        <Button size="compact-sm" variant="subtle" onClick={() => change({ choices: [...question.choices, newChoice()] })}>
          {t("builder.addChoice")}
        </Button>
      </div>
    </>
  );
}
