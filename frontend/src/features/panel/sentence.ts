/** Chooses the sentence for a class. Check-ins outrank expressions, and too little evidence says so. */
import type { Panel } from "@/realtime/panel-watch";

export type ClassSentence = "empty" | "quiet" | "stuck" | "fewStuck" | "tired" | "fewTired" | "well" | "with" | "mixed";

/** At least this many said anything, and this share of them said the same. */
const ENOUGH_CHECK_INS = 3;
const MANY = 0.4;
/** Below this share of all who are here "many" would be too much said, and "most" below half. */
const MANY_OF_PRESENT = 0.25;
const MOST_OF_PRESENT = 0.5;
/** Engagement of the published window above which the class is called "mostly with you". */
const WITH_YOU = 0.6;

export function describeClass(panel: Panel): ClassSentence {
  if (panel.coverage.present === 0) return "empty";
  const counts = panel.check_ins;
  const said = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const count = (...values: string[]) => values.reduce((sum, value) => sum + (counts[value] ?? 0), 0);
  const isOften = (saying: number) => said >= ENOUGH_CHECK_INS && saying / said >= MANY;
  const ofPresent = (saying: number) => saying / panel.coverage.present;
  const stuck = count("stuck", "lost");
  const tired = count("tired", "bored");
  if (isOften(stuck)) return ofPresent(stuck) >= MANY_OF_PRESENT ? "stuck" : "fewStuck";
  if (isOften(tired)) return ofPresent(tired) >= MANY_OF_PRESENT ? "tired" : "fewTired";
  if (ofPresent(count("well")) >= MOST_OF_PRESENT && isOften(count("well"))) return "well";
  const engagement = panel.mood?.engagement;
  if (engagement === undefined || engagement === null) return "quiet";
  return engagement >= WITH_YOU ? "with" : "mixed";
}
