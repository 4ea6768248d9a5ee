/** Writing a pulse poll; a ready-made one is a single tap away. */
import { Button, Group, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { tellProblem } from "@/components/ui/tell";
import type { PanelWatch } from "@/realtime/panel-watch";

import classes from "./side.module.css";

const READY_MADE = ["pace", "clear", "next"] as const;
const LONGEST_QUESTION = 300;
const LONGEST_CHOICE = 120;
const MOST_CHOICES = 5;

export function PollForm({ watch, onAsked }: { watch: PanelWatch; onAsked: () => void }) {
  const { t } = useTranslation();
  const [question, setQuestion] = useState("");
  const [choices, setChoices] = useState(["", ""]);
  const [isSending, setSending] = useState(false);
  const ask = (words: string, from: string[]) => {
    setSending(true);
    void watch
      .ask(words, from)
      .then(onAsked, tellProblem)
      .finally(() => setSending(false));
  };
  const written = choices.map((choice) => choice.trim()).filter((choice) => choice !== "");
  const isReady = question.trim() !== "" && written.length >= 2 && new Set(written.map((each) => each.toLowerCase())).size === written.length;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isReady) ask(question, written);
  };
  return (
    <>
      <p className={classes.quiet}>{t("poll.lead")}</p>
      <Group gap={6} my="sm">
        {READY_MADE.map((name) => (
          <Button
            key={name}
            size="compact-md"
            variant="light"
            disabled={isSending}
            onClick={() => ask(t(`poll.ready.${name}.question`), t(`poll.ready.${name}.choices`).split(" | "))}
          >
            {t(`poll.ready.${name}.question`)}
          </Button>
        ))}
      </Group>
      <details className={classes.own}>
        <summary>{t("poll.own")}</summary>
        <form onSubmit={submit} className={classes.form}>
          <TextInput
            label={t("poll.question")}
            maxLength={LONGEST_QUESTION}
            value={question}
            onChange={(event) => setQuestion(event.currentTarget.value)}
          />
          {choices.map((choice, index) => (
            <TextInput
              key={index}
              aria-label={t("poll.choice", { number: index + 1 })}
              placeholder={t("poll.choice", { number: index + 1 })}
              maxLength={LONGEST_CHOICE}
              value={choice}
              onChange={(event) => setChoices(choices.with(index, event.currentTarget.value))}
            />
          ))}
          <Group justify="space-between">
            <Button size="compact-md" variant="subtle" disabled={choices.length >= MOST_CHOICES} onClick={() => setChoices([...choices, ""])}>
              {t("poll.addChoice")}
            </Button>
            <Button type="submit" disabled={!isReady} loading={isSending}>
              {t("poll.ask")}
            </Button>
          </Group>
        </form>
      </details>
    </>
  );
}
