/** A problem that a page elsewhere solves leads there. */
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { ApiProblem } from "@/api/problem";
import { renderPart } from "@/testing/render";

import { ProblemCard } from "./problem-card";

it("leads to the page that has to be read first", () => {
  renderPart(<ProblemCard error={new ApiProblem("briefing_unread", "x", 403)} />);
  expect(screen.getByRole("link")).toHaveAttribute("href", "/limits");
});

it("keeps the server's own sentence about a field that does not fit, and has words where there is none", () => {
  const { rerender } = renderPart(<ProblemCard error={new ApiProblem("invalid", "The title is missing.", 422)} />);
  expect(screen.getByText("The title is missing.")).toBeVisible();
  rerender(<ProblemCard error={{ code: "invalid" }} />);
  expect(screen.getByText(/could not read what this page sent/)).toBeVisible();
});
