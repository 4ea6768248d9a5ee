/** Two quick choices: none is lost, and of the same thing the later one holds. */
import { act, fireEvent, render, screen } from "@testing-library/react";
import { BrowserRouter } from "react-router";
import { beforeEach, expect, it } from "vitest";

import { ChoiceLink } from "./choice-link";
import { useFilters } from "./use-filters";

function Choices() {
  const [filters, change] = useFilters();
  return (
    <>
      <p>{[filters.measure, filters.by, filters.courseId, filters.compare].join(" ")}</p>
      <button onClick={() => change({ by: "week" })}>By week</button>
      <button onClick={() => change({ by: "hour" })}>By hour</button>
      <button onClick={() => change({ courseId: 3, lessonId: null, compare: null })}>Course 3</button>
      <ChoiceLink filters={filters} changes={{ measure: "coverage" }} replace>
        Coverage
      </ChoiceLink>
    </>
  );
}

beforeEach(() => {
  window.history.replaceState(null, "", "/trends");
  render(
    <BrowserRouter>
      <Choices />
    </BrowserRouter>,
  );
});

/** Before anything is drawn in between. */
function press(...names: string[]): void {
  act(() => names.forEach((name) => fireEvent.click(screen.getByText(name))));
}

it("keeps a choice that comes before the one before it is drawn", async () => {
  press("By week", "Course 3", "Coverage");
  expect(await screen.findByText("coverage week 3")).toBeInTheDocument();
  expect(window.location.search).toBe("?measure=coverage&by=week&course=3&compare=none");
});

it("lets the later choice of the same thing win", async () => {
  press("Coverage", "By week", "By hour");
  expect(await screen.findByText("coverage hour previous")).toBeInTheDocument();
});

it("leaves a link that is opened elsewhere to the browser", () => {
  const link = screen.getByRole("link", { name: "Coverage" });
  expect(link).toHaveAttribute("href", "/trends?measure=coverage");
  fireEvent.click(link, { ctrlKey: true });
  expect(window.location.search).toBe("");
});
