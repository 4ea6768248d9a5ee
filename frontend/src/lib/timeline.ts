/**
 * My own timeline: ten-second marks of what the readout showed, kept in this browser only, per person and
 * lesson. It never leaves the device by itself; its owner can export or erase it.
 */

export interface Mark {
  /** Milliseconds since 1970 at which the ten seconds began. */
  at: number;
  section: number;
  /** Null: the readout could not tell. */
  label: string | null;
  confidence: number;
}

export interface Timeline {
  lessonId: number;
  lessonTitle: string;
  marks: Mark[];
}

const MARK_MS = 10_000;
/** Two weeks cover "last week's lesson" and end by themselves. */
const KEEP_MS = 14 * 86_400_000;
const MAX_MARKS = 1_500;

export function addMark(userId: number, lesson: { id: number; title: string }, mark: Mark): void {
  const timeline = readTimeline(userId, lesson.id) ?? { lessonId: lesson.id, lessonTitle: lesson.title, marks: [] };
  const at = Math.floor(mark.at / MARK_MS) * MARK_MS;
  const last = timeline.marks.at(-1);
  if (last && last.at === at && last.confidence > mark.confidence && last.label !== null) return;
  if (last && last.at === at) timeline.marks.pop();
  timeline.marks.push({ ...mark, at, confidence: Math.round(mark.confidence * 100) / 100 });
  timeline.marks = timeline.marks.filter((each) => each.at > mark.at - KEEP_MS).slice(-MAX_MARKS);
  localStorage.setItem(keyOf(userId, lesson.id), JSON.stringify(timeline));
}

export function readTimeline(userId: number, lessonId: number): Timeline | null {
  const text = localStorage.getItem(keyOf(userId, lessonId));
  return text === null ? null : (JSON.parse(text) as Timeline);
}

export function listTimelines(userId: number): Timeline[] {
  return keysOf(userId)
    .map((key) => JSON.parse(localStorage.getItem(key) ?? "null") as Timeline | null)
    .filter((timeline) => timeline !== null);
}

export function eraseTimelines(userId: number): void {
  for (const key of keysOf(userId)) localStorage.removeItem(key);
}

function keysOf(userId: number): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(`attune-timeline-${userId}-`));
}

function keyOf(userId: number, lessonId: number): string {
  return `attune-timeline-${userId}-${lessonId}`;
}
