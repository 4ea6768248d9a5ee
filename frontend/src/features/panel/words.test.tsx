/** Asking and writing from the panel: nothing unfinished can be sent, no count is shown too early. */
import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render";
import type { Panel, PanelWatch } from "@/realtime/panel-watch";

import { PollCard } from "./poll-card";
import { TellCard } from "./tell-card";

const POLL = { poll_id: 1, question: "Clear?", choices: ["Yes", "No"], open: true, answered: 2, counts: null, shown_from: 5 };

function makeWatch() {
  const watch = { ask: vi.fn(() => Promise.resolve()), closePoll: vi.fn(() => Promise.resolve()), tell: vi.fn(() => Promise.resolve(1)) };
  return watch as typeof watch & PanelWatch;
}

it("asks a ready-made question with one tap", async () => {
  const watch = makeWatch();
  renderPart(<PollCard poll={null} watch={watch} />);
  await userEvent.click(screen.getByRole("button", { name: "How is the pace?" }));
  expect(watch.ask).toHaveBeenCalledWith("How is the pace?", ["Too slow", "Just right", "Too fast"]);
});

it("asks an own question once it has two different choices", async () => {
  const watch = makeWatch();
  renderPart(<PollCard poll={null} watch={watch} />);
  await userEvent.click(screen.getByText("Write my own"));
  await userEvent.type(screen.getByRole("textbox", { name: "Question" }), "Go on?");
  await userEvent.type(screen.getByRole("textbox", { name: "Choice 1" }), "Yes");
  await userEvent.type(screen.getByRole("textbox", { name: "Choice 2" }), "yes");
  expect(screen.getByRole("button", { name: "Ask the class" })).toBeDisabled();
  await userEvent.type(screen.getByRole("textbox", { name: "Choice 2" }), " please");
  await userEvent.click(screen.getByRole("button", { name: "Ask the class" }));
  expect(watch.ask).toHaveBeenCalledWith("Go on?", ["Yes", "yes please"]);
});

it("says from how many answers on counts appear, and shows none before", () => {
  renderPart(<PollCard poll={POLL} watch={makeWatch()} />);
  expect(screen.getByText(/2 answers\. Counts appear from 5 answers on\./)).toBeVisible();
  expect(screen.queryByRole("definition")).toBeNull();
});

it("shows the counts once the server gives them, and closes", async () => {
  const watch = makeWatch();
  renderPart(<PollCard poll={{ ...POLL, answered: 8, counts: [6, 2] }} watch={watch} />);
  expect(screen.getAllByRole("definition").map((each) => each.textContent)).toEqual(["675%", "225%"]);
  await userEvent.click(screen.getByRole("button", { name: "Close the poll" }));
  expect(watch.closePoll).toHaveBeenCalledWith(1);
});

it("writes to one of those the panel names, or to everybody", async () => {
  const watch = makeWatch();
  const panel = { help: [{ user_id: 7, name: "Nia", since: "" }], tiles: [] } as unknown as Panel;
  const onTo = vi.fn();
  renderPart(<TellCard panel={panel} watch={watch} to={7} onTo={onTo} />);
  expect(screen.getByRole("combobox", { name: "To" })).toHaveDisplayValue("Nia");
  await userEvent.type(screen.getByRole("textbox", { name: "Your words" }), "Try part two");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(watch.tell).toHaveBeenCalledWith("Try part two", 7);
  await vi.waitFor(() => expect(screen.getByRole("textbox", { name: "Your words" })).toHaveValue(""));
  expect(onTo).not.toHaveBeenCalled();
});

it("leaves alone whom and what one writes to next while the last words are under way", async () => {
  const watch = makeWatch();
  let arrive: (reached: number) => void = () => undefined;
  watch.tell.mockReturnValue(new Promise((resolve) => (arrive = resolve)));
  const panel = { help: [{ user_id: 7, name: "Nia", since: "" }, { user_id: 8, name: "Bo", since: "" }], tiles: [] } as unknown as Panel;
  function Talk() {
    const [to, setTo] = useState<number | null>(7);
    return <TellCard panel={panel} watch={watch} to={to} onTo={setTo} />;
  }
  renderPart(<Talk />);
  const words = screen.getByRole("textbox", { name: "Your words" });
  await userEvent.type(words, "Try part two");
  await userEvent.click(screen.getByRole("button", { name: "Send" }));
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "To" }), "Bo");
  await userEvent.clear(words);
  await userEvent.type(words, "Your grade");
  await act(() => {
    arrive(1);
    return Promise.resolve();
  });
  expect(screen.getByRole("combobox", { name: "To" })).toHaveDisplayValue("Bo");
  expect(words).toHaveValue("Your grade");
});

it("goes on naming whom it is written to, also when they no longer ask for help", async () => {
  const watch = makeWatch();
  const card = (help: object[]) => <TellCard panel={{ help, tiles: [] } as unknown as Panel} watch={watch} to={7} onTo={() => undefined} />;
  const { rerender } = renderPart(card([{ user_id: 7, name: "Nia", since: "" }]));
  rerender(card([]));
  expect(screen.getByRole("combobox", { name: "To" })).toHaveDisplayValue("Nia");
});
