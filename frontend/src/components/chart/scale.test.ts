/** The arithmetic of axes on awkward numbers. */
import { expect, it } from "vitest";

import { domainFromZero, fractionOf, labelStride, runsOf, spread, ticksOf } from "./scale";

it("ends an axis on a round number above everything", () => {
  expect(domainFromZero([3, null, 7])).toEqual([0, 8]);
  expect(domainFromZero([])).toEqual([0, 1]);
  expect(domainFromZero([0.3])[1]).toBeCloseTo(0.3);
  expect(ticksOf([0, 1])).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

it("keeps values within the domain", () => {
  expect(fractionOf(2, [0, 1])).toBe(1);
  expect(fractionOf(-1, [0, 1])).toBe(0);
  expect(fractionOf(5, [5, 5])).toBe(0);
});

it("leaves out labels until they fit", () => {
  expect(labelStride(300, 300, 80)).toBe(100);
  expect(labelStride(3, 300, 80)).toBe(1);
});

it("keeps labels apart and inside", () => {
  const placed = spread([10, 10, 99], 15, 0, 100);
  expect(placed).toEqual([10, 25, 99]);
  expect(spread([99, 100], 15, 0, 100)).toEqual([85, 100]);
});

it("finds runs between gaps", () => {
  expect(runsOf([1, null, 2, 3, null])).toEqual([[0], [2, 3]]);
  expect(runsOf([null])).toEqual([]);
});
