/** A line over time: what is read out, how the keyboard walks it, and that a gap stays a gap. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";

import { LineChart, type Line } from "./line-chart";
import { COMPARED, MAIN } from "./look";

const PLACES = ["3 March", "4 March", "5 March", "6 March"].map((name) => ({ key: name, name, tick: name }));
const NOW: Line = { key: "now", name: "this month", look: MAIN, values: [0.5, null, null, 0.7], low: [0.4, null, null, 0.6], high: [0.6, null, null, 0.8] };
const BEFORE: Line = { key: "before", name: "the month before", look: COMPARED, values: [0.4, 0.4, null, 0.4] };
const percent = (value: number) => `${Math.round(value * 100)} %`;

function show(lines: readonly Line[]) {
  return renderPart(
    <LineChart
      label="Engagement"
      description="Four days in March"
      places={PLACES}
      lines={lines}
      domain={[0, 1]}
      format={percent}
      missing={(index) => (index === 1 ? { words: "too few to show", isHidden: true } : { words: "nothing was recorded", isHidden: false })}
    />,
  );
}

it("is a named group with a description", () => {
  show([NOW]);
  expect(screen.getByRole("group", { name: "Engagement" })).toHaveAccessibleDescription("Four days in March");
});

it("reads out every point, also why one is missing", () => {
  show([NOW]);
  expect(screen.getAllByRole("img").map((point) => point.getAttribute("aria-label"))).toEqual([
    "3 March: 50 %",
    "4 March: too few to show",
    "5 March: nothing was recorded",
    "6 March: 70 %",
  ]);
});

it("names the lines when there are several", () => {
  show([NOW, BEFORE]);
  expect(screen.getByRole("img", { name: "6 March: this month 70 %, the month before 40 %" })).toBeInTheDocument();
});

it("draws no line across a gap", () => {
  const { container } = show([{ ...NOW, low: undefined, high: undefined }]);
  const drawn = [...container.querySelectorAll("path[stroke]")].map((path) => path.getAttribute("d") ?? "");
  expect(drawn).toHaveLength(2);
  expect(drawn.every((path) => !path.includes("L"))).toBe(true);
});

it("has one tab stop and is walked with the arrow keys", async () => {
  show([NOW]);
  await userEvent.tab();
  expect(screen.getByRole("img", { name: /^6 March/ })).toHaveFocus();
  await userEvent.keyboard("{ArrowLeft}{ArrowLeft}");
  expect(screen.getByRole("img", { name: /^4 March/ })).toHaveFocus();
  expect(screen.getByText("4 March", { selector: "b" })).toBeVisible();
  await userEvent.keyboard("{Home}");
  expect(screen.getByRole("img", { name: /^3 March/ })).toHaveFocus();
  await userEvent.tab();
  expect(document.body).toHaveFocus();
});

it("hides the words on Escape", async () => {
  show([NOW]);
  await userEvent.tab();
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByText("6 March", { selector: "b" })).toBeNull();
});

it("reads from the right where the language does", async () => {
  document.documentElement.dir = "rtl";
  show([NOW]);
  const [first, , , last] = screen.getAllByRole("img");
  expect(Number(first?.getAttribute("x"))).toBeGreaterThan(Number(last?.getAttribute("x")));
  await userEvent.tab();
  await userEvent.keyboard("{ArrowRight}");
  expect(screen.getByRole("img", { name: /^5 March/ })).toHaveFocus();
  document.documentElement.dir = "ltr";
});

it("tells lines apart by more than colour", () => {
  const { container } = show([NOW, BEFORE]);
  const dashes = [...container.querySelectorAll("path[stroke]")].map((path) => path.getAttribute("stroke-dasharray"));
  expect(new Set(dashes).size).toBe(2);
});
