/** First steps: by keyboard alone, put away at any card, remembered per account. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it } from "vitest";

import { renderPart } from "@/testing/render";

import { Tour } from "./tour";

beforeEach(() => localStorage.clear());

it("is walked to its end by keyboard and does not come back", async () => {
  const { unmount } = renderPart(<Tour kind="student" userId={1} />);
  screen.getByRole("button", { name: "Next" }).focus();
  await userEvent.keyboard("{Enter}{Enter}{Enter}");
  expect(screen.getByText("See what is kept and who looked")).toBeVisible();
  await userEvent.keyboard("{Enter}");
  expect(screen.queryByRole("region", { name: "First steps" })).toBeNull();
  unmount();
  renderPart(<Tour kind="student" userId={1} />);
  expect(screen.queryByRole("region", { name: "First steps" })).toBeNull();
});

it("is put away with Escape, for this account only", async () => {
  const { unmount } = renderPart(<Tour kind="tutor" userId={1} />);
  screen.getByRole("button", { name: "Skip" }).focus();
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("region", { name: "First steps" })).toBeNull();
  unmount();
  renderPart(<Tour kind="admin" userId={2} />);
  expect(screen.getByText("Bring people in")).toBeVisible();
});

it("rings what it speaks of, and only for that long", async () => {
  renderPart(
    <>
      <button data-tour="join">Join a course</button>
      <Tour kind="student" userId={1} />
    </>,
  );
  expect(screen.getByRole("button", { name: "Join a course" })).toHaveAttribute("data-pointed");
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  expect(screen.getByRole("button", { name: "Join a course" })).not.toHaveAttribute("data-pointed");
});
