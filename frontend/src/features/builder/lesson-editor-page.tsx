/** Writing one lesson: Markdown beside what students will see, then files and the quiz. */
import { Anchor, Button, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, type RefObject, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { api, type Schema } from "@/api/client";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { ProblemCard } from "@/components/ui/problem-card";
import { RenderedText } from "@/components/ui/rendered-text";
import { tell, tellProblem } from "@/components/ui/tell";

import classes from "./builder.module.css";
import { DraftNote } from "./draft-note";
import { LessonFiles } from "./lesson-files";
import { QuizEditor } from "./quiz-editor";
import { useKeptDraft, type KeptDraft } from "./use-kept-draft";

export function LessonEditorPage() {
  const lessonId = Number(useParams().lessonId);
  const lesson = api.useQuery("get", "/api/lessons/{lesson_id}", { params: { path: { lesson_id: lessonId } } });
  return <Loaded query={lesson}>{(data) => <Editor key={data.id} lesson={data} />}</Loaded>;
}

function Editor({ lesson }: { lesson: Schema["LessonOut"] }) {
  const { t } = useTranslation();
  const kept = useKeptDraft(`lesson-${lesson.id}`, toText(lesson));
  const field = useRef<HTMLTextAreaElement>(null);
  const left = useRef<number>(null);
  const insert = (markdown: string) => {
    const { body } = kept.draft;
    const place = left.current ?? body.length;
    const [before, after] = [body.slice(0, place), body.slice(place)];
    kept.change({ ...kept.draft, body: `${before && `${before.trimEnd()}\n\n`}${markdown}${after && `\n\n${after.trimStart()}`}` });
    field.current?.focus();
  };
  return (
    <Page
      title={t("builder.lesson")}
      over={
        <Anchor component={Link} to={`/courses/${lesson.course_id}/build`} inherit>
          {lesson.course_title}
        </Anchor>
      }
      actions={
        <Button component={Link} to={`/lessons/${lesson.id}`} variant="default">
          {t("builder.show")}
        </Button>
      }
    >
      <TextEditor lesson={lesson} kept={kept} field={field} onLeave={(place) => (left.current = place)} />
      <div className={classes.stack}>
        <LessonFiles lesson={lesson} onInsert={insert} />
        <QuizEditor lessonId={lesson.id} quizId={lesson.quiz_id} />
      </div>
    </Page>
  );
}

const SETTLE_MS = 400;

/** The version stays that of the text one began with: it is how the server sees that somebody else saved meanwhile. */
const toText = ({ version, title, minutes, body }: Schema["LessonOut"]) => ({ version, title, minutes, body: body ?? "" });

interface TextProps {
  lesson: Schema["LessonOut"];
  kept: KeptDraft<ReturnType<typeof toText>>;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Where in the text the writing stopped. */
  onLeave: (place: number) => void;
}

function TextEditor({ lesson, kept, field, onLeave }: TextProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { draft, isFromBefore, change, settle } = kept;
  const [settled] = useDebouncedValue(draft.body, SETTLE_MS);
  const preview = api.useQuery("post", "/api/lessons/preview", { body: { body: settled } }, { placeholderData: (before) => before });
  const options = api.queryOptions("get", "/api/lessons/{lesson_id}", { params: { path: { lesson_id: lesson.id } } });
  const save = api.useMutation("patch", "/api/lessons/{lesson_id}", {
    onMutate: () => draft,
    onSuccess: (saved, _, sent) => {
      if (draft === sent) settle(toText(saved));
      else change({ ...draft, version: saved.version }); // what was written on since is still to be saved
      tell(t("shell.saved"));
      queries.setQueryData(options.queryKey, saved);
    },
  });
  const discard = () => {
    save.reset();
    queries.fetchQuery({ ...options, staleTime: 0 }).then((newest) => settle(toText(newest)), tellProblem);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ params: { path: { lesson_id: lesson.id } }, body: draft });
  };
  return (
    <form onSubmit={submit}>
      <DraftNote isShown={isFromBefore || save.isError} onDiscard={discard} />
      {save.error && <ProblemCard error={save.error} />}
      <div className={classes.fields}>
        <TextInput label={t("builder.lessonName")} required withAsterisk={false} value={draft.title} onChange={(event) => change({ ...draft, title: event.currentTarget.value })} />
        <NumberInput label={t("builder.minutes")} min={1} max={600} w={120} value={draft.minutes} onChange={(value) => change({ ...draft, minutes: Number(value) || 1 })} />
      </div>
      <div className={classes.editor}>
        <div>
          <Textarea
            ref={field}
            label={t("builder.text")}
            description={t("builder.textHint")}
            autosize
            value={draft.body}
            onChange={(event) => change({ ...draft, body: event.currentTarget.value })}
            onBlur={(event) => onLeave(event.currentTarget.selectionEnd)}
          />
          <Button type="submit" mt="md" loading={save.isPending}>
            {t("shell.save")}
          </Button>
        </div>
        <section className={classes.preview} aria-label={t("builder.preview")}>
          <p className={classes.previewHead}>{t("builder.preview")}</p>
          {preview.data && <RenderedText html={preview.data.html} />}
        </section>
      </div>
    </form>
  );
}
