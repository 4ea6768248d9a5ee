/** Making an account: what is typed wrong can be put right and never decides anything. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { JoinPage } from "./join-page";

serveTests();

it("takes an age or two digits for no year, and sends nothing until it is put right", async () => {
  const sent: { birth_year: number }[] = [];
  server.use(
    http.post(at("/api/auth/register"), async ({ request }) => {
      sent.push((await request.json()) as { birth_year: number });
      return HttpResponse.json({ code: "letter_sent" }, { status: 409 });
    }),
  );
  renderPart(<JoinPage />);
  for (const [label, text] of [
    ["Course code", "ABCD"],
    ["E-mail", "nia@example.org"],
    ["Your name", "Nia"],
    ["Password", "a quiet long sentence"],
    ["Year of birth", "14"],
  ] as const) {
    await userEvent.type(screen.getByLabelText(label), text);
  }
  await userEvent.tab();
  expect(screen.getByLabelText("Year of birth")).toHaveValue("14");
  expect(screen.getByText("Give the whole year, such as 2009.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Make my account" }));
  expect(sent).toEqual([]);
  await userEvent.clear(screen.getByLabelText("Year of birth"));
  await userEvent.type(screen.getByLabelText("Year of birth"), "2011");
  expect(screen.queryByText("Give the whole year, such as 2009.")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Make my account" }));
  expect(await screen.findByRole("status")).toBeVisible();
  expect(sent.map(({ birth_year }) => birth_year)).toEqual([2011]);
});
