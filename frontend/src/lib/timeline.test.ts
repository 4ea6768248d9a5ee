/** My timeline stays in the browser, per person, and goes when its owner says so. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { addMark, eraseTimelines, listTimelines, pruneTimelines, readTimeline } from "./timeline";

const LESSON = { id: 7, title: "Mean or median" };
const DAY_MS = 86_400_000;
const mark = (at: number, label: string | null = "happy", confidence = 0.8) => ({ at, section: 0, label, confidence });

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ now: 110_000 });
});
afterEach(() => vi.useRealTimers());

it("keeps one mark for ten seconds, the surer one", () => {
  addMark(1, LESSON, mark(100_000, "happy", 0.9));
  addMark(1, LESSON, mark(104_000, "sad", 0.6));
  expect(readTimeline(1, 7)?.marks).toEqual([mark(100_000, "happy", 0.9)]);
});

it("never shows one person's marks to another", () => {
  addMark(1, LESSON, mark(100_000));
  expect(listTimelines(2)).toEqual([]);
});

it("forgets after two weeks by itself", () => {
  addMark(1, LESSON, mark(100_000));
  vi.setSystemTime(15 * DAY_MS);
  expect([readTimeline(1, 7), listTimelines(1)]).toEqual([null, []]);
  addMark(1, LESSON, mark(15 * DAY_MS));
  expect(readTimeline(1, 7)?.marks).toHaveLength(1);
});

it("takes what is old out of the browser, of lessons and people that never come back as well", () => {
  addMark(1, LESSON, mark(100_000));
  addMark(2, { id: 8, title: "Spread" }, mark(100_000));
  addMark(2, { id: 8, title: "Spread" }, mark(10 * DAY_MS));
  localStorage.setItem("another", "stays");
  vi.setSystemTime(15 * DAY_MS);
  pruneTimelines();
  expect(Object.keys(localStorage).sort()).toEqual(["another", "attune-timeline-2-8"]);
  expect(localStorage.getItem("attune-timeline-2-8")).not.toContain("100000");
});

it("is erased without touching anybody else's", () => {
  addMark(1, LESSON, mark(100_000));
  addMark(2, LESSON, mark(100_000));
  eraseTimelines(1);
  expect([listTimelines(1).length, listTimelines(2).length]).toEqual([0, 1]);
});
