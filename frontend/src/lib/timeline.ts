/**
 * My own timeline: ten-second marks of what the readout showed, kept in this browser only, per person and
 * lesson. It never leaves the device by itself; its owner can export or erase it, and what grows old goes.
 */

export interface Mark {
  /** Milliseconds since 1970 at which the ten seconds began. */
  at: number;
  section: number;
  /** Null: the readout could not tell, or was taken back. */
  label: string | null;
  confidence: number;
}

export interface Timeline {
  lessonId: number;
  lessonTitle: string;
  marks: Mark[];
}

const PREFIX = "attune-timeline-";
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
  timeline.marks = timeline.marks.slice(-MAX_MARKS);
  localStorage.setItem(keyOf(userId, lesson.id), JSON.stringify(timeline));
}

export function readTimeline(userId: number, lessonId: number): Timeline | null {
  return read(keyOf(userId, lessonId));
}

export function listTimelines(userId: number): Timeline[] {
  return keysOf(userId)
    .map(read)
    .filter((timeline) => timeline !== null);
}

export function eraseTimelines(userId: number): void {
  for (const key of keysOf(userId)) localStorage.removeItem(key);
}

/** Takes out what is too old, whoever it belongs to: on a shared computer its owner may never come back. */
export function pruneTimelines(): void {
  for (const key of keysFrom(PREFIX)) {
    const timeline = read(key);
    if (timeline) localStorage.setItem(key, JSON.stringify(timeline));
    else localStorage.removeItem(key);
  }
}

/** Null: there is nothing, or nothing that is young enough. */
function read(key: string): Timeline | null {
  const timeline = JSON.parse(localStorage.getItem(key) ?? "null") as Timeline | null;
  const marks = timeline?.marks.filter(({ at }) => at > Date.now() - KEEP_MS) ?? [];
  return timeline && marks.length > 0 ? { ...timeline, marks } : null;
}

function keysOf(userId: number): string[] {
  return keysFrom(`${PREFIX}${userId}-`);
}

function keysFrom(start: string): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(start));
}

function keyOf(userId: number, lessonId: number): string {
  return `${PREFIX}${userId}-${lessonId}`;
}
