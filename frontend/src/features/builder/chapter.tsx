/** One chapter in the builder: its name, its lessons, their order. */
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useRef, useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schema } from "@/api/client";
import { Confirm } from "@/components/ui/confirm";
import { Icon } from "@/components/ui/icon";
import { tellProblem } from "@/components/ui/tell";

import classes from "./builder.module.css";
import { Grip, StepButtons } from "./grip";
import { lessonsOf } from "./order";
import type { DragOrder, Place } from "./use-drag-order";

interface Moves {
  order: DragOrder;
  onStep: (from: Place, by: -1 | 1) => void;
  canMove: (from: Place, by: -1 | 1) => boolean;
}

interface Props extends Moves {
  module: Schema["OutlineModuleOut"];
  place: Place;
  /** How many chapters there are. */
  count: number;
  onChange: () => void;
}

export function Chapter({ module, place, count, onChange, ...moves }: Props) {
  const { t } = useTranslation();
  const { lessons } = module;
  const options = { onSuccess: onChange, onError: tellProblem };
  const rename = api.useMutation("patch", "/api/modules/{module_id}", options);
  const remove = api.useMutation("delete", "/api/modules/{module_id}", options);
  const path = { params: { path: { module_id: module.id } } };
  const saveTitle = (title: string) => {
    if (title.trim() && title !== module.title) rename.mutate({ ...path, body: { title, version: module.version } });
  };
  return (
    <section className={classes.chapter} aria-label={module.title} data-item data-look={moves.order.look(place, count)}>
      <div className={classes.head}>
        <Grip id={`chapter-${module.id}`} name={module.title} place={place} order={moves.order} />
        <TextInput
          key={module.version}
          aria-label={t("builder.chapterName")}
          defaultValue={module.title}
          variant="unstyled"
          className={classes.title}
          onBlur={(event) => saveTitle(event.currentTarget.value)}
        />
        <Steps name={module.title} place={place} {...moves} />
        {lessons.length === 0 && (
          <ActionIcon color="gray" aria-label={t("builder.remove", { name: module.title })} onClick={() => remove.mutate(path)}>
            <Icon name="trash" size={18} />
          </ActionIcon>
        )}
      </div>
      <ol className={classes.lessons} data-list={lessonsOf(module)}>
        {lessons.map((lesson, index) => (
          <LessonRow key={lesson.id} lesson={lesson} place={{ list: lessonsOf(module), index }} count={lessons.length} onChange={onChange} {...moves} />
        ))}
      </ol>
      <AddLesson moduleId={module.id} onDone={onChange} />
    </section>
  );
}

interface RowProps extends Moves {
  lesson: Schema["OutlineLessonOut"];
  place: Place;
  count: number;
  onChange: () => void;
}

function LessonRow({ lesson, place, count, onChange, ...moves }: RowProps) {
  const { t } = useTranslation();
  const remove = api.useMutation("delete", "/api/lessons/{lesson_id}", { onSuccess: onChange });
  const removeLesson = () => remove.mutateAsync({ params: { path: { lesson_id: lesson.id } } });
  const title = t("builder.remove", { name: lesson.title });
  return (
    <li data-item data-look={moves.order.look(place, count)}>
      <Grip id={`lesson-${lesson.id}`} name={lesson.title} place={place} order={moves.order} />
      <Link to={`/lessons/${lesson.id}/edit`}>{lesson.title}</Link>
      <Steps name={lesson.title} place={place} {...moves} />
      <Confirm title={title} text={t("builder.lessonLost")} action={t("builder.deleteLesson")} onConfirm={removeLesson}>
        {(open) => (
          <ActionIcon color="gray" aria-label={title} onClick={open}>
            <Icon name="trash" size={18} />
          </ActionIcon>
        )}
      </Confirm>
    </li>
  );
}

function Steps({ name, place, onStep, canMove }: Omit<Moves, "order"> & { name: string; place: Place }) {
  return <StepButtons name={name} canMoveUp={canMove(place, -1)} canMoveDown={canMove(place, 1)} onStep={(by) => onStep(place, by)} />;
}

function AddLesson({ moduleId, onDone }: { moduleId: number; onDone: () => void }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const add = api.useMutation("post", "/api/modules/{module_id}/lessons", {
    onSuccess: () => {
      setTitle("");
      onDone();
      field.current?.focus(); // for the next one
    },
    onError: tellProblem,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate({ params: { path: { module_id: moduleId } }, body: { title, body: "", minutes: 10 } });
  };
  return (
    <form onSubmit={submit} className={classes.add}>
      <TextInput ref={field} aria-label={t("builder.lessonName")} placeholder={t("builder.lessonName")} required value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t("builder.addLesson")}
      </Button>
    </form>
  );
}
