/** Hands are named in their order, reactions only counted. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render";
import type { Panel, PanelWatch } from "@/realtime/panel-watch";

import { HandList } from "./hand-list";

function show(panel: Partial<Panel>) {
  const watch = { lowerHand: vi.fn(() => Promise.resolve()) } as { lowerHand: ReturnType<typeof vi.fn> } & PanelWatch;
  renderPart(<HandList panel={{ hands: [], reactions: {}, ...panel } as Panel} watch={watch} />);
  return watch;
}

it("names who wants to say something, and lowers the hand of whom it heard", async () => {
  const since = "2026-01-01T10:00:00Z";
  const watch = show({ hands: [{ user_id: 7, name: "Nia", since }, { user_id: 8, name: "Bo", since }] });
  expect(screen.getByRole("status")).toHaveTextContent("2 hands up");
  expect(screen.getAllByRole("listitem").map((each) => each.querySelector("b")!.textContent)).toEqual(["Nia", "Bo"]);
  await userEvent.click(screen.getByRole("button", { name: "Heard Nia, lower the hand" }));
  expect(watch.lowerHand).toHaveBeenCalledWith(7);
});

it("counts reactions", () => {
  show({ reactions: { thanks: 1, yes: 3 } });
  expect(screen.getByText("Yes: 3 · Thank you: 1")).toBeVisible();
});

it("says what will appear here", () => {
  show({});
  expect(screen.getByText(/Who raises a hand stands here/)).toBeVisible();
});
