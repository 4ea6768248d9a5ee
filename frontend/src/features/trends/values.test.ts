/** What a missing share means: nothing only where the rest makes up everybody. */
import { expect, it } from "vitest";

import { lineKeys, mainKey, readValue } from "./values";

it("is nothing where the named shares make up everybody", () => {
  expect(readValue("difficult", { well: 0.8, tired: 0.2 })).toBe(0);
});

it("is not said where some are hidden", () => {
  expect(readValue("difficult", { well: 0.8, hidden: 0.2 })).toBeNull();
  expect(readValue("agrees", {})).toBeNull();
});

it("adds stuck and lost up", () => {
  expect(readValue("difficult", { well: 0.5, stuck: 0.2, lost: 0.1, hidden: 0.2 })).toBeCloseTo(0.3);
});

it("speaks of the most frequent expression, never of what could not be told", () => {
  expect(mainKey("expressions", { unsure: 0.6, neutral: 0.1, happy: 0.3 })).toBe("happy");
});

it("names the two most common reasons beside the whole", () => {
  expect(lineKeys("abstention", { abstained: 0.3, too_dark: 0.1, no_face: 0.15, turned_away: 0.05 })).toEqual(["abstained", "no_face", "too_dark"]);
});
