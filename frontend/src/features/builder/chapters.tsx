/** All chapters of a course in their order, which is changed here; each one draws itself. */
import { VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";

import classes from "./builder.module.css";
import { Chapter } from "./chapter";
import { CHAPTERS, lessonsOf, moveItem, moveLesson, stepLesson } from "./order";
import { useDragOrder, type Place } from "./use-drag-order";

type Module = Schema["OutlineModuleOut"];

interface Props {
  chapters: readonly Module[];
  onChange: () => void;
  onOrder: (chapters: Module[]) => void;
}

export function Chapters({ chapters, onChange, onOrder }: Props) {
  const { t } = useTranslation();
  const [said, setSaid] = useState("");
  const move = (from: Place, to: Place) => {
    const isChapter = from.list === CHAPTERS;
    onOrder(isChapter ? moveItem(chapters, from.index, to.index) : moveLesson(chapters, from, to));
    const chapter = chapters.find((each) => lessonsOf(each) === to.list)?.title ?? t("builder.chapters");
    setSaid(t("builder.moved", { name: nameAt(chapters, from), position: to.index + 1, list: chapter }));
  };
  const step = (from: Place, by: -1 | 1) => {
    const to = from.list === CHAPTERS ? stepChapter(chapters, from, by) : stepLesson(chapters, from, by);
    if (to) move(from, to);
  };
  const order = useDragOrder({ onMove: move, onStep: step });
  return (
    <div data-list={CHAPTERS} className={classes.chapters}>
      {chapters.map((chapter, index) => (
        <Chapter
          key={chapter.id}
          module={chapter}
          place={{ list: CHAPTERS, index }}
          count={chapters.length}
          order={order}
          onStep={step}
          canMove={(from, by) => (from.list === CHAPTERS ? stepChapter : stepLesson)(chapters, from, by) !== null}
          onChange={onChange}
        />
      ))}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </div>
  );
}

function stepChapter(chapters: readonly Module[], from: Place, by: -1 | 1): Place | null {
  const index = from.index + by;
  return index >= 0 && index < chapters.length ? { ...from, index } : null;
}

function nameAt(chapters: readonly Module[], place: Place): string {
  const lessons = chapters.find((each) => lessonsOf(each) === place.list)?.lessons;
  return (lessons ?? chapters)[place.index]?.title ?? "";
}
