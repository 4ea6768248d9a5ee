/** Hands are named in their order, reactions only counted. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render";
import type { Panel, PanelWatch } from "@/realtime/panel-watch";

import { HandList } from "./hand-list";

const since = "2026-01-01T10:00:00Z";
const NIA = { user_id: 7, name: "Nia", since };
const BO = { user_id: 8, name: "Bo", since };

function show(panel: Partial<Panel>) {
  const watch = { lowerHand: vi.fn(() => Promise.resolve()) } as { lowerHand: ReturnType<typeof vi.fn> } & PanelWatch;
  const list = (shown: Partial<Panel>) => <HandList panel={{ hands: [], reactions: {}, ...shown } as Panel} watch={watch} />;
  const { rerender } = renderPart(list(panel));
  return { watch, next: (shown: Partial<Panel>) => rerender(list(shown)) };
}

it("names who wants to say something, and lowers the hand of whom it heard", async () => {
  const { watch } = show({ hands: [NIA, BO] });
  expect(screen.getByRole("status")).toHaveTextContent("2 hands up");
  expect(screen.getAllByRole("listitem").map((each) => each.querySelector("b")!.textContent)).toEqual(["Nia", "Bo"]);
  await userEvent.click(screen.getByRole("button", { name: "Heard Nia, lower the hand" }));
  expect(watch.lowerHand).toHaveBeenCalledWith(7);
});

it("keeps the keyboard with the hands when the one just heard goes, and leaves it alone elsewhere", async () => {
  const { next } = show({ hands: [NIA, BO] });
  await userEvent.click(screen.getByRole("button", { name: "Heard Nia, lower the hand" }));
  next({ hands: [BO] });
  expect(screen.getByRole("group", { name: "Hands and reactions" })).toHaveFocus();
  await userEvent.tab();
  expect(screen.getByRole("button", { name: "Heard Bo, lower the hand" })).toHaveFocus();
  await userEvent.click(document.body);
  next({});
  expect(document.body).toHaveFocus();
});

it("counts reactions", () => {
  show({ reactions: { thanks: 1, yes: 3 } });
  expect(screen.getByText("Yes: 3 · Thank you: 1")).toBeVisible();
});

it("says what will appear here", () => {
  show({});
  expect(screen.getByText(/Who raises a hand stands here/)).toBeVisible();
});
