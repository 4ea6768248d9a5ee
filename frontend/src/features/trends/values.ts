/** Which values of a measure are drawn how. */
import type { Measure } from "./filters";

/** Shares that add up to everybody are stacked; the rest are lines. */
export const STACKED: ReadonlySet<Measure> = new Set<Measure>(["expressions", "check_ins"]);

/** What the camera saw rests on those who share; what students said does not. */
export const FROM_CAMERA: ReadonlySet<Measure> = new Set<Measure>(["expressions", "engagement", "abstention", "agreement"]);

type Values = Readonly<Record<string, number>> | null;

const MAIN_VALUE = { engagement: "engagement", coverage: "sharing", abstention: "abstained", agreement: "agrees" } as const;
const DIFFICULT = ["stuck", "lost"];
const NOT_MOODS = new Set(["hidden", "unsure"]);

/** The one value that stands for a measure where there is room for one; the same that the server speaks of. */
export function mainKey(measure: Measure, values: Values): string {
  if (measure === "check_ins") return "difficult";
  if (measure !== "expressions") return MAIN_VALUE[measure];
  const moods = Object.entries(values ?? {}).filter(([key]) => !NOT_MOODS.has(key));
  return moods.reduce((most, each) => (each[1] > most[1] || (each[1] === most[1] && each[0] > most[0]) ? each : most), ["hidden", 0])[0];
}

/** Null where it was not said: a share that is not named may be small, not nothing. */
export function readValue(key: string, values: Values): number | null {
  if (values === null) return null;
  const parts = key === "difficult" ? DIFFICULT : [key];
  const named = parts.flatMap((part) => values[part] ?? []);
  if (named.length > 0) return named.reduce((sum, share) => sum + share, 0);
  return isWhole(values) ? 0 : null;
}

/** When the named shares make up everybody, one that is missing is nobody. */
function isWhole(values: Readonly<Record<string, number>>): boolean {
  return Math.abs(Object.values(values).reduce((sum, share) => sum + share, 0) - 1) < ROUNDING && !values.hidden;
}

const ROUNDING = 0.001;

/** The lines of a measure: the main one, then what it is made of, the largest first. */
export function lineKeys(measure: Measure, values: Values): string[] {
  const main = mainKey(measure, values);
  if (measure !== "abstention") return [main];
  const reasons = Object.entries(values ?? {}).filter(([key]) => key !== main);
  return [main, ...reasons.sort((a, b) => b[1] - a[1]).slice(0, MOST_REASONS).map(([key]) => key)];
}

const MOST_REASONS = 2;

/** Whether something was there that may not be shown, rather than nothing. */
export function isHidden(points: readonly { values: Values; suppressed: boolean }[]): boolean {
  return points.some(({ values, suppressed }) => suppressed || values !== null);
}
