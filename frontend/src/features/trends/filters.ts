/** What is asked: kept in the address, so that a page can be shared, saved and gone back to. */
import type { paths } from "@/api/schema";
import { isWhole } from "@/lib/days";

export type TrendQuery = NonNullable<paths["/api/trends"]["get"]["parameters"]["query"]>;
export type Measure = NonNullable<TrendQuery["measure"]>;
export type Step = NonNullable<TrendQuery["by"]>;

export const MEASURES = ["check_ins", "expressions", "engagement", "coverage", "abstention", "agreement"] as const satisfies readonly Measure[];
export const LENGTHS = [7, 30, 90, 365] as const;
export const STEPS = ["hour", "day", "week"] as const satisfies readonly Step[];

export interface Filters {
  measure: Measure;
  by: Step;
  /** The last so many, unless days are chosen. */
  days: (typeof LENGTHS)[number];
  /** As typed, perhaps half; null while none are chosen. */
  from: string | null;
  to: string | null;
  courseId: number | null;
  lessonId: number | null;
  /** "previous", "course:<id>" or nothing. */
  compare: string | null;
}

/** What students say themselves comes first: it outranks every reading. */
export const DEFAULTS: Filters = { measure: "check_ins", by: "day", days: 30, from: null, to: null, courseId: null, lessonId: null, compare: "previous" };

export function readFilters(search: URLSearchParams): Filters {
  const compare = search.get("compare");
  return {
    measure: MEASURES.find((each) => each === search.get("measure")) ?? DEFAULTS.measure,
    by: STEPS.find((each) => each === search.get("by")) ?? DEFAULTS.by,
    days: LENGTHS.find((each) => String(each) === search.get("days")) ?? DEFAULTS.days,
    from: search.get("from"),
    to: search.get("to"),
    courseId: readId(search.get("course")),
    lessonId: readId(search.get("lesson")),
    compare: compare === "none" ? null : compare !== null && isComparison(compare) ? compare : DEFAULTS.compare,
  };
}

/** Only what differs from the default stands in the address. */
export function writeFilters(filters: Filters): URLSearchParams {
  const entries: Record<string, string | null> = {
    measure: filters.measure === DEFAULTS.measure ? null : filters.measure,
    by: filters.by === DEFAULTS.by ? null : filters.by,
    days: filters.days === DEFAULTS.days || hasOwnDays(filters) ? null : String(filters.days),
    from: filters.from,
    to: filters.to,
    course: filters.courseId?.toString() ?? null,
    lesson: filters.lessonId?.toString() ?? null,
    compare: filters.compare === DEFAULTS.compare ? null : (filters.compare ?? "none"),
  };
  return new URLSearchParams(Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== null));
}

export function hasOwnDays({ from, to }: Filters): boolean {
  return from !== null || to !== null;
}

export function toSpan(filters: Filters) {
  const { days, from, to, courseId, lessonId } = filters;
  const time = hasOwnDays(filters) ? { from: isWhole(from) ? from : undefined, to: isWhole(to) ? to : undefined } : { days };
  return { ...time, course_id: courseId ?? undefined, lesson_id: lessonId ?? undefined };
}

export function toQuery(filters: Filters): TrendQuery {
  return { ...toSpan(filters), measure: filters.measure, by: filters.by, compare: filters.compare ?? undefined };
}

export function csvAddress(filters: Filters): string {
  const entries = Object.entries(toQuery(filters)).filter((entry) => entry[1] !== undefined && entry[1] !== null);
  return `/api/trends.csv?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))}`;
}

/** A saved question back into filters; what it does not know stays at the default. */
export function fromSaved(query: Readonly<Record<string, string | number | null>>): Filters {
  const search = new URLSearchParams();
  const names = { measure: "measure", by: "by", days: "days", from: "from", to: "to", course_id: "course", lesson_id: "lesson", compare: "compare" };
  for (const [theirs, ours] of Object.entries(names)) {
    const value = query[theirs];
    if (value !== null && value !== undefined) search.set(ours, String(value));
  }
  if (!query.compare) search.set("compare", "none");
  return readFilters(search);
}

function isComparison(text: string): boolean {
  return text === "previous" || /^course:[1-9]\d{0,8}$/.test(text);
}

function readId(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
