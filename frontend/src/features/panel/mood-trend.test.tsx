/** Columns stand where their time is, and the table says all that they show. */
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";

import { MoodTrend } from "./mood-trend";

const WINDOW = { start: "2026-01-01T10:00:00.000Z", end: "2026-01-01T10:00:10.000Z", shares: { happy: 0.5 }, unsure: 0.2, cohort: 10, engagement: null };
const LATER = { ...WINDOW, start: "2026-01-01T10:01:30.000Z", end: "2026-01-01T10:01:40.000Z", shares: { sad: 0.5 }, unsure: null };

it("leaves a gap where no mood was published", () => {
  const { container } = renderPart(<MoodTrend windows={[WINDOW, LATER]} />);
  const drawn = [...container.querySelectorAll("rect")].filter((each) => Number(each.getAttribute("height")) > 0);
  expect(drawn.map((each) => each.getAttribute("x"))).toEqual(["0", "90"]);
  expect(container.querySelector("svg")).toHaveAttribute("viewBox", "0 0 100 60");
});

it("tells in the table for how many no expression could be told, and on how many it rests", () => {
  renderPart(<MoodTrend windows={[WINDOW]} />);
  expect(screen.getByText("happy 50%, can't tell 20%")).toBeInTheDocument();
  expect(screen.getByText("mood from at least 10")).toBeInTheDocument();
});
