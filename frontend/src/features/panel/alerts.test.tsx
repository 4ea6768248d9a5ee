/** Alerts with one move each, and the honest before and after of "I helped". */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render";
import type { Panel, PanelWatch } from "@/realtime/panel-watch";

import { AlertList } from "./alert-list";
import { Headline } from "./headline";
import { HelpList } from "./help-list";
import { WhatIDid } from "./what-i-did";

const ALERT = { id: 9, cause: "lost", at: new Date().toISOString(), move: "recap", text: "Several say they are stuck.", count: 5 };
const MARK = { id: 1, at: "2026-01-01T10:00:00Z", cause: "lost", before: 0.4, after: 0.1, could_be_chance: true };

function makeWatch() {
  const watch = { snooze: vi.fn(() => Promise.resolve()), markHelped: vi.fn(() => Promise.resolve()) };
  return watch as typeof watch & PanelWatch;
}

const did = (change: Partial<Panel["interventions"][number]>) => renderPart(<WhatIDid interventions={[{ ...MARK, ...change }]} watch={makeWatch()} />);

it("shows the move and on how many it rests, and can be put aside", async () => {
  const watch = makeWatch();
  renderPart(<AlertList alerts={[ALERT]} watch={watch} />);
  expect(screen.getByText("Several say they are stuck.")).toBeVisible();
  expect(screen.getByText(/at least 5 students/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Later (10 min)" }));
  expect(watch.snooze).toHaveBeenCalledWith(9, 10);
});

it("tells a new alert aloud, but not how long ago it was, which changes by itself", () => {
  renderPart(<AlertList alerts={[ALERT]} watch={makeWatch()} />);
  const regionOf = (words: string | RegExp) => screen.getByText(words).closest("[role=status], [aria-live]");
  expect(regionOf("Several say they are stuck.")).toHaveAttribute("aria-live", "polite");
  expect(regionOf("Several say they are stuck.")).not.toHaveAttribute("role");
  expect(regionOf(/at least 5 students/)).toHaveAttribute("aria-live", "off");
});

it("tells a call for help aloud", () => {
  const coverage = { present: 20, sharing: null, unsure: null };
  const panel = { coverage, check_ins: {}, mood: null, help: [{ user_id: 7, name: "Nia", since: "" }] };
  renderPart(<Headline panel={panel as unknown as Panel} />);
  expect(screen.getByText("1 asks for help.").closest("[role=status]")).not.toBeNull();
});

it("keeps the keyboard with the alerts when one is put aside", async () => {
  const watch = makeWatch();
  const { rerender } = renderPart(<AlertList alerts={[ALERT]} watch={watch} />);
  await userEvent.click(screen.getByRole("button", { name: "Later (10 min)" }));
  rerender(<AlertList alerts={[]} watch={watch} />);
  expect(screen.getByRole("group", { name: "Noticed in class" })).toHaveFocus();
});

it("keeps the keyboard with the calls for help when one is taken back", () => {
  const { rerender } = renderPart(<HelpList calls={[{ user_id: 7, name: "Nia", since: ALERT.at }]} onWrite={() => undefined} />);
  screen.getByRole("button", { name: "Write to Nia" }).focus();
  rerender(<HelpList calls={[]} onWrite={() => undefined} />);
  expect(screen.getByRole("group", { name: "Asking for help" })).toHaveFocus();
});

it("marks that the tutor helped because of an alert", async () => {
  const watch = makeWatch();
  renderPart(<AlertList alerts={[ALERT]} watch={watch} />);
  await userEvent.click(screen.getByRole("button", { name: "I helped" }));
  expect(watch.markHelped).toHaveBeenCalledWith(9);
});

it("says when a change could be chance", () => {
  did({});
  expect(screen.getByText(/40% before, 10% after\. This could be chance\./)).toBeVisible();
});

it("claims no change that is not there yet, nor one of too few", () => {
  did({ before: null, after: null, could_be_chance: null });
  expect(screen.getByText(/Before and after show in five minutes/)).toBeVisible();
  did({ before: null, after: null });
  expect(screen.getByText(/Not compared: too few/)).toBeVisible();
});
