/** Which lines stand for a measure. */
import { expect, it } from "vitest";

import { lineKeys } from "./values";

it("names the two most common reasons beside the whole", () => {
  expect(lineKeys("abstention", "abstained", { abstained: 0.3, too_dark: 0.1, no_face: 0.15, turned_away: 0.05 })).toEqual(["abstained", "no_face", "too_dark"]);
});

it("draws one line where there is one value", () => {
  expect(lineKeys("coverage", "sharing", { sharing: 0.6, not_sharing: 0.4 })).toEqual(["sharing"]);
});
