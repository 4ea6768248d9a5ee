/** The tutor's words to the whole class, or to one student who asks for help or chose to be seen. */
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useState, type RefObject, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/ui/card";
import { tell, tellProblem } from "@/components/ui/tell";
import type { Panel, PanelWatch } from "@/realtime/panel-watch";

import classes from "./side.module.css";

const LONGEST = 500;
const EVERYBODY = "all";

interface Props {
  panel: Panel;
  watch: PanelWatch;
  /** Whom to write to; null is the whole class. */
  to: number | null;
  onTo: (userId: number | null) => void;
  /** Where the words are typed, so that a button elsewhere can lead there. */
  field?: RefObject<HTMLTextAreaElement | null>;
}

export function TellCard({ panel, watch, to, onTo, field }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [isSending, setSending] = useState(false);
  const people = usePeople(panel, to);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setSending(true);
    void watch
      .tell(text, to)
      .then((reached) => {
        // Meanwhile others may be written to: never does the next word go to the class because the last one arrived.
        setText((now) => (now === text ? "" : now));
        tell(to === null ? t("words.reached", { count: reached }) : t("words.reachedOne", { name: people.get(to) ?? "" }));
      }, tellProblem)
      .finally(() => setSending(false));
  };
  return (
    <Card title={t("words.title")}>
      <form onSubmit={submit} className={classes.form}>
        <NativeSelect
          label={t("words.to")}
          value={to === null ? EVERYBODY : String(to)}
          data={[
            { value: EVERYBODY, label: t("words.everybody") },
            ...[...people].map(([id, name]) => ({ value: String(id), label: name })),
          ]}
          onChange={(event) => onTo(event.currentTarget.value === EVERYBODY ? null : Number(event.currentTarget.value))}
        />
        <Textarea
          ref={field}
          label={t("words.text")}
          description={t(to === null ? "words.textHint" : "words.textHintOne")}
          autosize
          minRows={2}
          maxLength={LONGEST}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" disabled={text.trim() === ""} loading={isSending}>
          {t("words.send")}
        </Button>
      </form>
    </Card>
  );
}

/** Only those the panel names anyhow, and whoever was chosen while it did; nobody else is singled out here. */
function usePeople(panel: Panel, to: number | null): Map<number, string> {
  const [chosen, setChosen] = useState<readonly [number, string] | null>(null);
  const named = [...panel.help, ...panel.tiles].map(({ user_id, name }) => [user_id, name] as const);
  const found = named.find(([id]) => id === to);
  if (found && found[0] !== chosen?.[0]) setChosen(found);
  if (!found && chosen?.[0] === to) named.push(chosen);
  return new Map(named.sort(([, a], [, b]) => a.localeCompare(b)));
}
