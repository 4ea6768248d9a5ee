/** My timeline stays in the browser, per person, and goes when its owner says so. */
import { beforeEach, expect, it } from "vitest";

import { addMark, eraseTimelines, listTimelines, readTimeline } from "./timeline";

const LESSON = { id: 7, title: "Mean or median" };
const mark = (at: number, label: string | null = "happy", confidence = 0.8) => ({ at, section: 0, label, confidence });

beforeEach(() => localStorage.clear());

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
  addMark(1, LESSON, mark(0));
  addMark(1, LESSON, mark(15 * 86_400_000));
  expect(readTimeline(1, 7)?.marks).toHaveLength(1);
});

it("is erased without touching anybody else's", () => {
  addMark(1, LESSON, mark(100_000));
  addMark(2, LESSON, mark(100_000));
  eraseTimelines(1);
  expect([listTimelines(1).length, listTimelines(2).length]).toEqual([0, 1]);
});
