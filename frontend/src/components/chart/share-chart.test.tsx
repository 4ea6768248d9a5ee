/** Stacked shares: what each column says, what the rest means, and the words beside the colours. */
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";

import { ShareChart, type Shares } from "./share-chart";

const PLACES = ["Monday", "Tuesday", "Wednesday"].map((name) => ({ key: name, name, tick: name }));
const SHARES: Shares[] = [{ sad: 0.2, neutral: 0.6, hidden: 0.2 }, null, { neutral: 1 }];

function show() {
  return renderPart(
    <ShareChart
      label="Expressions"
      description="Three days"
      places={PLACES}
      shares={SHARES}
      nameOf={(key) => ({ neutral: "calm", sad: "sad", hidden: "not shown" })[key] ?? key}
      format={(value) => `${Math.round(value * 100)} %`}
      missing={() => ({ words: "too few to show", isHidden: true })}
    />,
  );
}

it("reads out the largest share first, and what is not shown", () => {
  show();
  expect(screen.getByRole("img", { name: /^Monday/ })).toHaveAccessibleName("Monday: calm 60 %, sad 20 %, not shown 20 %");
  expect(screen.getByRole("img", { name: /^Tuesday/ })).toHaveAccessibleName("Tuesday: too few to show");
});

it("says in words what the colours mean, in the order of the stack", () => {
  show();
  const legend = screen.getByRole("list", { name: "What the colours mean: Expressions" });
  expect(within(legend).getAllByRole("listitem").map((item) => item.textContent)).toEqual(["calm", "sad", "not shown"]);
});

it("fills a column to the top only as far as shares are known", () => {
  const { container } = show();
  const heights = [...container.querySelectorAll("rect.part, rect[fill^='#']")].map((part) => Number(part.getAttribute("height")));
  const [monday = 0, mondaySad = 0, wednesday = 0] = heights.filter((height) => height > 0);
  expect((monday + mondaySad) / wednesday).toBeCloseTo(0.8);
});
