/** Chooses the sentence for a class. Check-ins outrank expressions, and too little evidence says so. */
import type { Panel } from "@/realtime/panel-watch";

export type ClassSentence = "empty" | "quiet" | "stuck" | "tired" | "well" | "with" | "mixed";

/** At least this many said it, and it is this share of all who said anything. */
const ENOUGH_CHECK_INS = 3;
const MANY = 0.4;
/** Engagement of the published window above which the class is called "mostly with you". */
const WITH_YOU = 0.6;

export function describeClass(panel: Panel): ClassSentence {
  if (panel.coverage.present === 0) return "empty";
  const counts = panel.check_ins;
  const said = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const share = (...values: string[]) => values.reduce((sum, value) => sum + (counts[value] ?? 0), 0) / Math.max(said, 1);
  if (said >= ENOUGH_CHECK_INS) {
    if (share("stuck", "lost") >= MANY) return "stuck";
    if (share("tired", "bored") >= MANY) return "tired";
    if (share("well") >= MANY) return "well";
  }
  const engagement = panel.mood?.engagement;
  if (engagement === undefined || engagement === null) return "quiet";
  return engagement >= WITH_YOU ? "with" : "mixed";
}
