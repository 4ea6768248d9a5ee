/** What a tutor marked as help, in the words of the panel: how many were in difficulty before and after. */
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";

import type { Schema } from "@/api/client";
import { renderPart } from "@/testing/render";

import { NotesPart } from "./lists";

const HELPED: Schema["NotedOut"] = { at: "2026-06-01T10:00:00Z", cause: "confused", before: 0.4, after: 0.1, could_be_chance: true };

it("says how many were in difficulty, and what could be chance", () => {
  renderPart(<NotesPart alerts={[]} interventions={[HELPED]} />);
  expect(screen.getByText("Marked as helped: trouble with this part")).toBeVisible();
  expect(screen.getByText("In difficulty: 40% before, 10% after. This could be chance.")).toBeVisible();
});

it("says when too few were there to compare", () => {
  renderPart(<NotesPart alerts={[]} interventions={[{ ...HELPED, before: null, after: null, could_be_chance: null }]} />);
  expect(screen.getByText("Too little before or after to compare.")).toBeVisible();
});
