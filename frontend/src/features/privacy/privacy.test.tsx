/** One's own data and agreements: every step can be taken again, and nothing is left behind by a closed dialog. */
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { AccountPart } from "./account-part";
import { GuardianPart } from "./guardian-part";
import { TakeOrErase } from "./take-or-erase";

serveTests();

const ME = { id: 1, name: "Nia", email: "nia@example.org", role: "student" } as never;
const WORDS = { title: "Yours", body: "Words", text_hash: "x", locale: "en" };

it.each([false, true])("writes to a guardian once more, at another address (their yes outdated: %s)", async (outdated) => {
  const sent: unknown[] = [];
  const state = { needed: true, asked: "mum@gmial.example", guardian_agreed: false, outdated, child_assented: true, words: WORDS };
  server.use(
    http.get(at("/api/guardian"), () => HttpResponse.json(state)),
    http.post(at("/api/guardian"), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({});
    }),
  );
  renderPart(<GuardianPart />);
  const address = await screen.findByLabelText("E-mail of your parent or guardian");
  expect(address).toHaveValue("mum@gmial.example");
  await userEvent.clear(address);
  await userEvent.type(address, "mum@gmail.example");
  await userEvent.click(screen.getByRole("button", { name: "Write once more" }));
  await waitFor(() => expect(sent).toEqual([{ email: "mum@gmail.example" }]));
});

it("shows which logins are left once the password is another one, and calls a browser by its name", async () => {
  const login = (id: number, browser: string, current = false) => ({ id, browser, current, last_seen_at: "2026-01-01T10:00:00Z" });
  let items = [login(1, "Mozilla/5.0 Firefox/140.0", true), login(2, "Mozilla/5.0 Chrome/140.0 Safari/537.36 Edg/140.0")];
  server.use(
    http.get(at("/api/me/logins"), () => HttpResponse.json({ items })),
    http.post(at("/api/auth/password"), () => {
      items = items.slice(0, 1);
      return HttpResponse.json({});
    }),
  );
  renderPart(<AccountPart me={ME} />);
  expect(await screen.findByText("Edge")).toBeVisible();
  await userEvent.type(screen.getByLabelText("Password"), "an old long sentence");
  await userEvent.type(screen.getByLabelText("New password"), "a new long sentence");
  await userEvent.click(screen.getByRole("button", { name: "Change my password", hidden: true }));
  await waitFor(() => expect(screen.queryByText("Edge")).toBeNull());
});

it("forgets a password that was typed into a dialog one closed", async () => {
  renderPart(<TakeOrErase me={ME} />);
  await userEvent.click(screen.getByRole("button", { name: "Erase my account" }));
  await userEvent.type(await screen.findByLabelText("Password"), "a quiet long sentence");
  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  await waitFor(() => expect(screen.queryByLabelText("Password")).toBeNull());
  await userEvent.click(screen.getByRole("button", { name: "Erase my account" }));
  expect(await screen.findByLabelText("Password")).toHaveValue("");
});
