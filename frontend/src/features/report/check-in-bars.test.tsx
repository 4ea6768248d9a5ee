/** What a report says of check-ins to those who may count them, and to those who may not. */
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";

import { CheckInBars } from "./check-in-bars";

const UNSAID = "Only tutors see counts.";

it("counts people for a tutor: a word that is missing was nobody's", () => {
  renderPart(<CheckInBars counts={{ well: 9, lost: 3 }} unsaid={UNSAID} />);
  expect(screen.getByText("Most said: Going well (9)")).toBeVisible();
  expect(screen.getByRole("img", { name: "Lost: 3" })).toBeInTheDocument();
  expect(screen.getByRole("img", { name: "Tired: 0" })).toBeInTheDocument();
});

it("shows shares to others: a word that is missing may be one that is hidden", () => {
  renderPart(<CheckInBars counts={null} shares={{ well: 0.6, hidden: 0.4 }} unsaid={UNSAID} />);
  expect(screen.getByText("Most said: Going well (60%)")).toBeVisible();
  expect(screen.getByRole("img", { name: "Lost: too few to show" })).toBeInTheDocument();
});

it("names no most frequent word where what is hidden may be another", () => {
  renderPart(<CheckInBars counts={null} shares={{ well: 0.4, hidden: 0.6 }} unsaid={UNSAID} />);
  expect(screen.queryByText(/Most said/)).toBeNull();
});

it("says why there is nothing, and when it is nobody", () => {
  const { unmount } = renderPart(<CheckInBars counts={null} unsaid={UNSAID} />);
  expect(screen.getByText(UNSAID)).toBeVisible();
  unmount();
  renderPart(<CheckInBars counts={{}} unsaid={UNSAID} />);
  expect(screen.getByText("Nobody checked in during a live class.")).toBeVisible();
});
