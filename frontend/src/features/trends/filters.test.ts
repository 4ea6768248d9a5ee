/** Filters and the address: nothing is lost on the way, nonsense does no harm. */
import { expect, it } from "vitest";

import { csvAddress, DEFAULTS, fromSaved, readFilters, toQuery, writeFilters, type Filters } from "./filters";

const CHOSEN: Filters = { measure: "engagement", by: "week", days: 30, from: "2025-03-01", to: "2025-05-31", courseId: 3, lessonId: 14, compare: "course:2" };

it("come back from the address as they went in", () => {
  expect(readFilters(writeFilters(CHOSEN))).toEqual(CHOSEN);
  expect(readFilters(writeFilters({ ...DEFAULTS, compare: null }))).toEqual({ ...DEFAULTS, compare: null });
});

it("keep the last so many days as a number, so that they end today whenever they are opened", () => {
  const week: Filters = { ...DEFAULTS, days: 7 };
  expect(writeFilters(week).toString()).toBe("days=7");
  expect(readFilters(writeFilters(week))).toEqual(week);
  expect(fromSaved({ ...toQuery(week), page: "trends" } as Record<string, string | number | null>)).toEqual(week);
});

it("open a view as it was saved before it knew a number of days", () => {
  const saved = fromSaved({ measure: "check_ins", by: "day", from: "2025-03-01", to: null, compare: "previous" });
  expect(saved).toEqual({ ...DEFAULTS, from: "2025-03-01" });
  expect(toQuery(saved)).not.toHaveProperty("days");
});

it("leave the address alone while nothing is chosen", () => {
  expect(writeFilters(DEFAULTS).toString()).toBe("");
});

it("fall back where the address is nonsense", () => {
  const search = new URLSearchParams("measure=anger&by=second&days=31&from=yesterday&to=2025-13-40&course=-1&lesson=x&compare=course:");
  expect(toQuery(readFilters(search))).toEqual({ ...toQuery(DEFAULTS), days: undefined });
});

it("ask the API for exactly what the table asks for", () => {
  const asked = new URLSearchParams(csvAddress(CHOSEN).split("?")[1]);
  const query = toQuery(CHOSEN) as Record<string, unknown>;
  expect(Object.fromEntries(asked)).toEqual(Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)])));
});

it("open a saved view as it was saved", () => {
  expect(fromSaved({ ...toQuery(CHOSEN), page: "trends" } as Record<string, string | number | null>)).toEqual(CHOSEN);
  expect(fromSaved({ measure: "coverage", by: "day", compare: null }).compare).toBeNull();
});
