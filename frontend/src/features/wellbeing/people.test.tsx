/** The school's contact stands there also for those whom nobody teaches yet, with words in the reader's language. */
import { act, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";

import { changeLanguage } from "@/lib/language";
import { renderPart } from "@/testing/render";

import { People } from "./people";

afterEach(() => act(() => changeLanguage("en")));

const ways = { helplines: [], tutors: [], help_text: "", help_contact: "Room 4", breathing: { inhale_s: 4, exhale_s: 6, breaths: 5 } };

it("names the school's contact without any tutor, in Spanish too", async () => {
  await act(() => changeLanguage("es"));
  renderPart(<People ways={ways} />);
  expect(screen.getByText("Room 4")).toBeInTheDocument();
  expect(screen.getByText(/Si algo te pesa/)).toBeInTheDocument();
});

it("lets the school's own words stand in place of ours", () => {
  renderPart(<People ways={{ ...ways, help_text: "Ms Ode is there every noon." }} />);
  expect(screen.getByText("Ms Ode is there every noon.")).toBeInTheDocument();
  expect(screen.queryByText(/If something weighs/)).toBeNull();
});
