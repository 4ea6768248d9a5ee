/** Looking at one student: never without a reason, and a refusal that says why. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { DEFAULTS } from "./filters";
import { OneStudent } from "./one-student";

serveTests();

const REASON = "Asked for help with the course.";

function show(answer: () => Response): unknown[] {
  const asked: unknown[] = [];
  server.use(
    http.get(at("/api/admin/users"), () => HttpResponse.json({ items: [6, 7].map((id) => ({ id, name: "Sam Student", email: `sam${id}@example.org`, role: "student" })), next_cursor: null })),
    http.post(at("/api/trends/individual"), async ({ request }) => {
      asked.push(await request.json());
      return answer();
    }),
  );
  renderPart(<OneStudent filters={DEFAULTS} />);
  return asked;
}

async function choose(reason: string): Promise<void> {
  await userEvent.click(screen.getByRole("combobox", { name: /Student/ }));
  await userEvent.click(await screen.findByRole("option", { name: /sam7@example.org/, hidden: true }));
  await userEvent.click(screen.getByLabelText(/Why do you need to look/));
  await userEvent.paste(reason);
}

it("asks for nothing without a reason", async () => {
  const asked = show(() => HttpResponse.json({}));
  await choose("short");
  expect(screen.getByRole("button", { name: "Look" })).toBeDisabled();
  expect(asked).toEqual([]);
});

it("says that nothing was agreed to be shown", async () => {
  const asked = show(() => HttpResponse.json({ code: "not_shared", message: "no" }, { status: 403 }));
  await choose(REASON);
  await userEvent.click(screen.getByRole("button", { name: "Look" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("There is nothing of this person that may be shown");
  expect(asked).toEqual([{ user_id: 7, reason: REASON, days: 30 }]);
});

it("draws the sessions with their range", async () => {
  const sitting = { start: "2025-03-03T10:00:00Z", course_title: "Statistics", lesson_title: "Spread", values: { happy: 0.7, sad: 0.3 }, coverage: 0.9, engagement: 0.6, engagement_low: 0.5, engagement_high: 0.7, corrections: 1 };
  show(() => HttpResponse.json({ user_id: 7, name: "Sam Student", time_zone: "UTC", sittings: [sitting] }));
  await choose(REASON);
  await userEvent.click(screen.getByRole("button", { name: "Look" }));
  expect(await screen.findByRole("figure", { name: "Sam Student: 1 live session" })).toBeInTheDocument();
  expect(screen.getByRole("img", { name: /Spread: 60$/ })).toBeInTheDocument();
  await userEvent.click(screen.getByText("As a table"));
  expect(await screen.findByRole("row", { name: /Statistics: Spread 60 happy 70% 90%/ })).toBeInTheDocument();
});
