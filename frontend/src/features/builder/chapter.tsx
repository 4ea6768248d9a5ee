/** One chapter in the builder: its name, its lessons, their order. */
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schema } from "@/api/client";
import { Icon } from "@/components/ui/icon";
import { tellProblem } from "@/components/ui/tell";

import classes from "./builder.module.css";
import { moveItem } from "./order";

interface Props {
  module: Schema["OutlineModuleOut"];
  onChange: () => void;
  onLessons: (lessons: Schema["OutlineLessonOut"][]) => void;
  onMove: (by: -1 | 1) => void;
  canMoveUp: boolean;
  canMoveDown: boolean;
}

export function Chapter({ module, onChange, onLessons, onMove, canMoveUp, canMoveDown }: Props) {
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
    <section className={classes.chapter} aria-label={module.title}>
      <div className={classes.head}>
        <TextInput
          key={module.version}
          aria-label={t("builder.chapterName")}
          defaultValue={module.title}
          variant="unstyled"
          className={classes.title}
          onBlur={(event) => saveTitle(event.currentTarget.value)}
        />
        <MoveButtons name={module.title} canMoveUp={canMoveUp} canMoveDown={canMoveDown} onMove={onMove} />
        {lessons.length === 0 && (
          <ActionIcon color="gray" aria-label={t("builder.remove", { name: module.title })} onClick={() => remove.mutate(path)}>
            <Icon name="trash" size={18} />
          </ActionIcon>
        )}
      </div>
      <ol className={classes.lessons}>
        {lessons.map((lesson, index) => (
          <li key={lesson.id}>
            <Link to={`/lessons/${lesson.id}/edit`}>{lesson.title}</Link>
            <MoveButtons
              name={lesson.title}
              canMoveUp={index > 0}
              canMoveDown={index < lessons.length - 1}
              onMove={(by) => onLessons(moveItem(lessons, index, by))}
            />
          </li>
        ))}
      </ol>
      <AddLesson moduleId={module.id} onDone={onChange} />
    </section>
  );
}

interface MoveProps {
  name: string;
  canMoveUp: boolean;
  canMoveDown: boolean;
  onMove: (by: -1 | 1) => void;
}

function MoveButtons({ name, canMoveUp, canMoveDown, onMove }: MoveProps) {
  const { t } = useTranslation();
  return (
    <span className={classes.moves}>
      <ActionIcon color="gray" disabled={!canMoveUp} aria-label={t("builder.up", { name })} onClick={() => onMove(-1)}>
        <Icon name="up" size={18} />
      </ActionIcon>
      <ActionIcon color="gray" disabled={!canMoveDown} aria-label={t("builder.down", { name })} onClick={() => onMove(1)}>
        <Icon name="down" size={18} />
      </ActionIcon>
    </span>
  );
}

function AddLesson({ moduleId, onDone }: { moduleId: number; onDone: () => void }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState("");
  const add = api.useMutation("post", "/api/modules/{module_id}/lessons", {
    onSuccess: () => {
      setTitle("");
      onDone();
    },
    onError: tellProblem,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate({ params: { path: { module_id: moduleId } }, body: { title, body: "", minutes: 10 } });
  };
  return (
    <form onSubmit={submit} className={classes.add}>
      <TextInput aria-label={t("builder.lessonName")} placeholder={t("builder.lessonName")} required value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t("builder.addLesson")}
      </Button>
    </form>
  );
}
