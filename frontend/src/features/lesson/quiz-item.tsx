/** One question and, once handed in, what grading says about the answer. */
import { Checkbox, Radio, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";
import { Icon } from "@/components/ui/icon";
import { NumberField } from "@/components/ui/number-field";

import classes from "./quiz.module.css";

export type Answer = Omit<Schema["AnswerIn"], "item_id">;

interface Props {
  item: Schema["QuizItemOut"];
  answer: Answer | undefined;
  result: Schema["ItemResultOut"] | undefined;
  onAnswer: (answer: Answer) => void;
}

export function QuizItem({ item, answer, result, onAnswer }: Props) {
  const { t } = useTranslation();
  return (
    <li className={classes.item}>
      <fieldset className={classes.fieldset} disabled={result !== undefined}>
        <legend className={classes.prompt}>{item.prompt}</legend>
        <Field item={item} answer={answer} onAnswer={onAnswer} />
      </fieldset>
      {result && (
        <p className={classes.feedback} data-correct={result.correct || undefined}>
          <strong>
            {result.correct && <Icon name="check" size={16} />} {t(result.correct ? "quiz.correct" : "quiz.wrong")}
          </strong>{" "}
          {result.feedback}
        </p>
      )}
    </li>
  );
}

function Field({ item, answer, onAnswer }: Omit<Props, "result">) {
  const { t } = useTranslation();
  if (item.kind === "numeric") {
    return (
      <NumberField
        aria-label={item.prompt}
        placeholder={t("quiz.number")}
        className={classes.number}
        value={answer?.number ?? null}
        onNumber={(number) => onAnswer({ choices: [], number })}
      />
    );
  }
  if (item.kind === "text") {
    return (
      <TextInput
        aria-label={item.prompt}
        placeholder={t("quiz.text")}
        value={answer?.text ?? ""}
        onChange={(event) => onAnswer({ choices: [], text: event.currentTarget.value })}
      />
    );
  }
  return item.kind === "single" ? <OneOf item={item} answer={answer} onAnswer={onAnswer} /> : <SomeOf item={item} answer={answer} onAnswer={onAnswer} />;
}

function OneOf({ item, answer, onAnswer }: Omit<Props, "result">) {
  const chosen = answer?.choices?.[0];
  return (
    <Radio.Group aria-label={item.prompt} value={chosen === undefined ? null : String(chosen)} onChange={(value) => onAnswer({ choices: [Number(value)] })}>
      <Stack gap={10}>
        {item.choices.map((choice, index) => (
          <Radio key={index} value={String(index)} label={choice.text} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function SomeOf({ item, answer, onAnswer }: Omit<Props, "result">) {
  return (
    <Checkbox.Group aria-label={item.prompt} value={(answer?.choices ?? []).map(String)} onChange={(values) => onAnswer({ choices: values.map(Number) })}>
      <Stack gap={10}>
        {item.choices.map((choice, index) => (
          <Checkbox key={index} value={String(index)} label={choice.text} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
