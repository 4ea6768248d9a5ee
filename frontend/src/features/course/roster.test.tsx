/** The roster as a file: fetched, so that the page can ask for the password where the server wants it. */
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it, vi } from "vitest";

import { answerProofs } from "@/api/proof";
import type { Schema } from "@/api/client";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { Roster } from "./roster";

const saved = vi.hoisted(() => vi.fn());
vi.mock("@/lib/save-file", () => ({ saveFile: saved }));

serveTests();

it("hands over the roster once the password was given again", async () => {
  let isProved = false;
  server.use(
    http.get(at("/api/courses/4/roster"), () => HttpResponse.json({ items: [], next_cursor: null })),
    http.get(at("/api/courses/4/roster.csv"), () => (isProved ? HttpResponse.text("name,email") : HttpResponse.json({ code: "proof_needed" }, { status: 403 }))),
  );
  answerProofs(() => Promise.resolve((isProved = true)));
  renderPart(<Roster course={{ id: 4, role: "tutor", join_code: "ABCD" } as Schema["CourseOut"]} />);
  await userEvent.click(await screen.findByRole("button", { name: "Download as CSV" }));
  await waitFor(() => expect(saved).toHaveBeenCalledWith("roster-4.csv", expect.anything()));
});
