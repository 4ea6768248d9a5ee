/** Names hours, days and weeks along an axis, as the institution's wall clock shows them. */
import type { Place } from "./plot";

export type Step = "hour" | "day" | "week";

interface Calendar {
  by: Step;
  timeZone: string;
  language: string;
  /** "Week of {{day}}", already in the reader's language. */
  week: (day: string) => string;
}

export function nameStart(start: string, { by, timeZone, language, week }: Calendar): string {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone, ...options }).format(new Date(start));
  if (by === "hour") return format({ day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
  const day = format({ weekday: by === "day" ? "short" : undefined, day: "numeric", month: "long" });
  return by === "week" ? week(day) : day;
}

export function placesOf(starts: readonly string[], calendar: Calendar): Place[] {
  const { by, timeZone, language } = calendar;
  const short = new Intl.DateTimeFormat(language, {
    timeZone,
    day: "numeric",
    month: "short",
    hour: by === "hour" ? "numeric" : undefined,
  });
  return starts.map((start) => ({ key: start, name: nameStart(start, calendar), tick: short.format(new Date(start)) }));
}
