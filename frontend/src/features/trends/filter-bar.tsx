/** Chooses what the page is about: where, when, in which steps, compared with what. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { addDays, dayIn } from "@/lib/days";

import { DEFAULTS, hasOwnDays, LENGTHS, STEPS, type Filters } from "./filters";
import classes from "./trends.module.css";
import type { Change } from "./use-filters";

interface Props {
  filters: Filters;
  change: Change;
  subjects: Schema["SubjectList"];
}

export function FilterBar({ filters, change, subjects }: Props) {
  const { t } = useTranslation();
  const { courseId } = filters;
  const others = subjects.items.filter((subject) => subject.course_id !== courseId);
  return (
    <form className={classes.filters} aria-label={t("trends.filters")} onSubmit={(event) => event.preventDefault()}>
      <NativeSelect
        label={t("trends.course")}
        value={courseId ?? ""}
        onChange={(event) => change({ courseId: Number(event.currentTarget.value) || null, lessonId: null, compare: DEFAULTS.compare })}
        data={[
          ...(subjects.all ? [{ value: "", label: t("trends.everyCourse") }] : []),
          ...subjects.items.map((subject) => ({ value: String(subject.course_id), label: subject.title })),
        ]}
      />
      {courseId !== null && <LessonChoice courseId={courseId} lessonId={filters.lessonId} choose={(lessonId) => change({ courseId, lessonId })} />}
      <TimeChoice filters={filters} change={change} />
      <NativeSelect
        label={t("trends.steps")}
        value={filters.by}
        onChange={(event) => change({ by: STEPS.find((each) => each === event.currentTarget.value) })}
        data={STEPS.map((each) => ({ value: each, label: t(`trends.by.${each}`) }))}
      />
      <NativeSelect
        label={t("trends.compareWith")}
        value={filters.compare ?? ""}
        onChange={(event) => change({ compare: event.currentTarget.value || null })}
        data={[
          { value: "", label: t("trends.nothing") },
          { value: "previous", label: t("trends.timeBefore") },
          ...(courseId === null ? [] : others.map((subject) => ({ value: `course:${subject.course_id}`, label: subject.title }))),
        ]}
      />
    </form>
  );
}

interface LessonChoiceProps {
  courseId: number;
  lessonId: number | null;
  choose: (lessonId: number | null) => void;
}

function LessonChoice({ courseId, lessonId, choose }: LessonChoiceProps) {
  const { t } = useTranslation();
  const modules = api.useQuery("get", "/api/courses/{course_id}/modules", { params: { path: { course_id: courseId } } });
  const lessons = modules.data?.items.flatMap((module) => module.lessons) ?? [];
  return (
    <NativeSelect
      label={t("trends.lesson")}
      value={lessonId ?? ""}
      onChange={(event) => choose(Number(event.currentTarget.value) || null)}
      data={[{ value: "", label: t("trends.everyLesson") }, ...lessons.map((lesson) => ({ value: String(lesson.id), label: lesson.title }))]}
    />
  );
}

function TimeChoice({ filters, change }: Pick<Props, "filters" | "change">) {
  const { t } = useTranslation();
  const [today] = useState(() => dayIn(Intl.DateTimeFormat().resolvedOptions().timeZone));
  const { days, from, to } = filters;
  const isOwn = hasOwnDays(filters);
  const choose = (value: string) => {
    if (value === "own") return change({ from: addDays(today, 1 - days), to: today });
    change({ days: LENGTHS.find((each) => String(each) === value), from: null, to: null });
  };
  return (
    <>
      <NativeSelect
        label={t("trends.time")}
        value={isOwn ? "own" : days}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[...LENGTHS.map((count) => ({ value: String(count), label: t("trends.lastDays", { count }) })), { value: "own", label: t("trends.ownTime") }]}
      />
      {isOwn && (
        <>
          <TextInput type="date" label={t("trends.from")} max={to || today} value={from ?? ""} onChange={(event) => change({ from: event.currentTarget.value })} />
          <TextInput type="date" label={t("trends.to")} min={from || undefined} max={today} value={to ?? ""} onChange={(event) => change({ to: event.currentTarget.value })} />
        </>
      )}
    </>
  );
}
