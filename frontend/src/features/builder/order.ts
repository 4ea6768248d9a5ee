/** Where chapters, lessons and questions go when they are moved. It knows lists, not pointers or pages. */
import type { Schema } from "@/api/client";

import type { Place } from "./use-drag-order";

type Chapter = Schema["OutlineModuleOut"];

export const CHAPTERS = "chapters:all";
export const QUESTIONS = "questions:all";

export function lessonsOf(chapter: { id: number }): string {
  return `lessons:${chapter.id}`;
}

export function moveItem<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const moved = [...items];
  const [item] = moved.splice(from, 1);
  if (item !== undefined) moved.splice(to, 0, item);
  return moved;
}

/** A lesson may leave its chapter for another one. */
export function moveLesson(chapters: readonly Chapter[], from: Place, to: Place): Chapter[] {
  const lesson = chapters.find((chapter) => lessonsOf(chapter) === from.list)?.lessons[from.index];
  if (!lesson) return [...chapters];
  return chapters.map((chapter) => {
    const lessons = chapter.lessons.filter((each) => each !== lesson);
    if (lessonsOf(chapter) === to.list) lessons.splice(to.index, 0, lesson);
    return { ...chapter, lessons };
  });
}

/** One place up or down; over the edge of a chapter lies the next one. Null where the course ends. */
export function stepLesson(chapters: readonly Chapter[], from: Place, by: -1 | 1): Place | null {
  const at = chapters.findIndex((chapter) => lessonsOf(chapter) === from.list);
  const index = from.index + by;
  if (index >= 0 && index < (chapters[at]?.lessons.length ?? 0)) return { list: from.list, index };
  const neighbour = chapters[at + by];
  return neighbour ? { list: lessonsOf(neighbour), index: by > 0 ? 0 : neighbour.lessons.length } : null;
}
