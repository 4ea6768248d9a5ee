/** My own name, place and year: what may be put right here, and what only an administrator corrects. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import type { Me } from "@/api/me";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { AccountPart } from "./account-part";

serveTests();

const me: Me = { id: 3, email: "kim@example.org", name: "Kim", role: "student", region: null, birth_year: null, locale: "en", version: 4 };

function show(person: Me) {
  const sent: unknown[] = [];
  server.use(
    http.get(at("/api/me/logins"), () => HttpResponse.json({ items: [] })),
    http.patch(at("/api/me"), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...person, version: 5 });
    }),
  );
  return { sent, ...renderPart(<AccountPart me={person} />) };
}

it("gives a place and a year that were left out", async () => {
  const { sent } = show(me);
  await userEvent.click(screen.getByText("Change my name or where I live"));
  await userEvent.selectOptions(screen.getByLabelText("Where you live"), "India");
  await userEvent.type(screen.getByLabelText("Year of birth"), "1990");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await expect.poll(() => sent).toEqual([{ version: 4, name: "Kim", region: "in", birth_year: 1990 }]);
});

it("leaves a year once given to an administrator", async () => {
  show({ ...me, birth_year: 2012 });
  await userEvent.click(screen.getByText("Change my name or where I live"));
  expect(screen.getByText(/Year of birth: 2012. If it is wrong, ask an administrator/)).toBeInTheDocument();
  expect(screen.queryByLabelText("Year of birth")).toBeNull();
});

it("keeps what is being written while another language raises the version", async () => {
  const { sent, rerender } = show(me);
  await userEvent.click(screen.getByText("Change my name or where I live"));
  await userEvent.type(screen.getByLabelText("Your name"), " Lee");
  rerender(<AccountPart me={{ ...me, locale: "es", version: 5 }} />);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await expect.poll(() => sent).toEqual([{ version: 5, name: "Kim Lee", region: null }]);
});

it("keeps what is written on while a name is being saved, and overwrites nobody else's change", async () => {
  const { sent, rerender } = show(me);
  await userEvent.click(screen.getByText("Change my name or where I live"));
  await userEvent.type(screen.getByLabelText("Your name"), " Lee");
  rerender(<AccountPart me={{ ...me, name: "Kim L.", version: 5 }} />);
  expect(screen.getByLabelText("Your name")).toHaveValue("Kim Lee");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await expect.poll(() => sent).toEqual([{ version: 4, name: "Kim Lee", region: null }]); // which the server refuses
});
