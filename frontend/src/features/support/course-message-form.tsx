/** Writing a message of one's own for a course: when it fits, in which tone and language. */
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { ProblemCard } from "@/components/ui/problem-card";
import { LANGUAGES } from "@/lib/words";

import { CAUSES, TONES } from "./causes";
import classes from "./support.module.css";

type Draft = Schema["CourseMessageIn"];
const LONGEST = 180;

export function CourseMessageForm({ courseId, onDone }: { courseId: number; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const [draft, setDraft] = useState<Draft>({ cause: "item", tone: "plain", locale: i18n.language === "es" ? "es" : "en", text: "", enabled: true });
  const add = api.useMutation("post", "/api/courses/{course_id}/support/messages", {
    onSuccess: () => {
      setDraft({ ...draft, text: "" });
      onDone();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate({ params: { path: { course_id: courseId } }, body: draft });
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <Textarea
        label={t("courseSupport.text")}
        description={t("courseSupport.textHint")}
        maxLength={LONGEST}
        autosize
        minRows={2}
        value={draft.text}
        onChange={(event) => setDraft({ ...draft, text: event.currentTarget.value })}
      />
      <div className={classes.fields}>
        <NativeSelect
          label={t("courseSupport.when")}
          value={draft.cause}
          data={CAUSES.map((value) => ({ value, label: t(`courseSupport.cause.${value}`) }))}
          onChange={(event) => setDraft({ ...draft, cause: event.currentTarget.value as Draft["cause"] })}
        />
        <NativeSelect
          label={t("support.tone")}
          value={draft.tone}
          data={TONES.map((value) => ({ value, label: t(`support.tones.${value}`) }))}
          onChange={(event) => setDraft({ ...draft, tone: event.currentTarget.value as Draft["tone"] })}
        />
        <NativeSelect
          label={t("shell.language")}
          value={draft.locale}
          data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          onChange={(event) => setDraft({ ...draft, locale: event.currentTarget.value as Draft["locale"] })}
        />
        <Button type="submit" disabled={draft.text.trim() === ""} loading={add.isPending}>
          {t("courseSupport.add")}
        </Button>
      </div>
      {add.error && <ProblemCard error={add.error} />}
    </form>
  );
}
