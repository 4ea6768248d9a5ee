/** Which values of a measure are drawn how. */
import type { Measure } from "./filters";

/** Shares that add up to everybody are stacked; the rest are lines. */
export const STACKED: ReadonlySet<Measure> = new Set<Measure>(["expressions", "check_ins"]);

/** What the camera saw rests on those who share; what students said does not. */
export const FROM_CAMERA: ReadonlySet<Measure> = new Set<Measure>(["expressions", "engagement", "abstention", "agreement"]);

type Values = Readonly<Record<string, number>> | null;

/** The lines of a measure: the main one, then what it is made of, the largest first. */
export function lineKeys(measure: Measure, main: string, values: Values): string[] {
  if (measure !== "abstention") return [main];
  const reasons = Object.entries(values ?? {}).filter(([key]) => key !== main);
  return [main, ...reasons.sort((a, b) => b[1] - a[1]).slice(0, MOST_REASONS).map(([key]) => key)];
}

const MOST_REASONS = 2;

/** Whether something was there that may not be shown, rather than nothing. */
export function isHidden(points: readonly { values: Values; suppressed: boolean }[]): boolean {
  return points.some(({ values, suppressed }) => suppressed || values !== null);
}
