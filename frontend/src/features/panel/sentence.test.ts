/** The sentence a tutor reads first. */
import { expect, it } from "vitest";

import type { Panel } from "@/realtime/panel-watch";

import { describeClass } from "./sentence";

const PANEL: Panel = {
  live_class_id: 1,
  at: "2026-01-01T10:00:00Z",
  mode: "aggregate",
  coverage: { present: 20, sharing: 10, unsure: 3 },
  mood: { start: "", end: "", shares: { happy: 0.5 }, unsure: 0.1, cohort: 10, engagement: 0.8 },
  mood_reason: "shown",
  trend: [],
  tiles: [],
  check_ins: {},
  help: [],
  alerts: [],
  interventions: [],
  poll: null,
  hands: [],
  reactions: {},
};

it("lets what students say outrank what cameras see", () => {
  expect(describeClass({ ...PANEL, check_ins: { lost: 4, stuck: 1, well: 1 } })).toBe("stuck");
});

it("does not make many of a few, nor most of some", () => {
  expect(describeClass({ ...PANEL, check_ins: { lost: 2, well: 1 } })).toBe("fewStuck");
  expect(describeClass({ ...PANEL, check_ins: { tired: 3 } })).toBe("fewTired");
  expect(describeClass({ ...PANEL, check_ins: { tired: 5, well: 1 } })).toBe("tired");
  expect(describeClass({ ...PANEL, check_ins: { well: 4 } })).toBe("with");
  expect(describeClass({ ...PANEL, check_ins: { well: 10 } })).toBe("well");
});

it("does not speak for a class from one check-in", () => {
  expect(describeClass({ ...PANEL, check_ins: { lost: 1 } })).toBe("with");
});

it("claims nothing when no mood may be shown", () => {
  expect(describeClass({ ...PANEL, mood: null, mood_reason: "too_few" })).toBe("quiet");
});

it("says so when nobody is here", () => {
  expect(describeClass({ ...PANEL, coverage: { present: 0, sharing: null, unsure: null } })).toBe("empty");
});
