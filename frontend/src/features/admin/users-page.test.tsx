/** People, as an administrator changes them. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { UsersPage } from "./users-page";

serveTests();

const person = { id: 7, name: "Ada", email: "ada@example.org", role: "tutor", region: null, birth_year: null, disabled: false, created_at: "2026-01-01T00:00:00Z", version: 3 };

const student = { ...person, id: 8, name: "Kim", role: "student", birth_year: new Date().getFullYear() - 14 };
const grown = { ...student, id: 9, name: "Lou", birth_year: 1990 };

function showPeople(): unknown[] {
  const sent: unknown[] = [];
  server.use(
    http.get(at("/api/admin/users"), () => HttpResponse.json({ items: [person, student, grown], next_cursor: null })),
    http.get(at("/api/admin/invitations"), () => HttpResponse.json({ items: [], next_cursor: null })),
    http.patch(at("/api/admin/users/7"), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ ...person, role: "student" });
    }),
  );
  renderPart(<UsersPage myId={1} />);
  return sent;
}

it("asks before it changes a role, and says what is lost", async () => {
  const sent = showPeople();
  await userEvent.selectOptions(await screen.findByLabelText("Role of Ada"), "Student");
  const dialog = await screen.findByRole("dialog", { name: "Another role for Ada" });
  expect(dialog).toHaveTextContent("no longer teaches");
  expect(sent).toEqual([]);
  await userEvent.click(within(dialog).getByRole("button", { name: "Change to Student" }));
  await expect.poll(() => sent).toEqual([{ version: 3, role: "student" }]);
});

it("leaves the role when the dialog is closed", async () => {
  const sent = showPeople();
  const choice = await screen.findByLabelText("Role of Ada");
  await userEvent.selectOptions(choice, "Student");
  await screen.findByRole("dialog");
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(choice).toHaveValue("tutor");
  expect(sent).toEqual([]);
});

it("makes a link for a student's guardian", async () => {
  showPeople();
  const asked: unknown[] = [];
  server.use(
    http.post(at("/api/admin/users/8/guardian-link"), async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json({ link: "https://attune.example/guardian#token=secret" }, { status: 201 });
    }),
  );
  await userEvent.click(await screen.findByRole("button", { name: "Guardian link for Kim" }));
  for (const name of ["Ada", "Lou"]) expect(screen.queryByRole("button", { name: `Guardian link for ${name}`, hidden: true })).toBeNull();
  await userEvent.type(await screen.findByLabelText("E-mail of the parent or guardian"), "pat@example.org");
  await userEvent.click(screen.getByRole("button", { name: "Make the link" }));
  expect(await screen.findByLabelText("Hand over this link")).toHaveValue("https://attune.example/guardian#token=secret");
  expect(asked).toEqual([{ email: "pat@example.org" }]);
});

it("corrects what somebody gave", async () => {
  const sent = showPeople();
  await userEvent.click(await screen.findByRole("button", { name: "Edit Ada" }));
  const dialog = await screen.findByRole("dialog", { name: "Edit Ada" });
  await userEvent.selectOptions(within(dialog).getByLabelText("Lives in"), "Illinois");
  await userEvent.type(within(dialog).getByLabelText("Year of birth"), "14");
  await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  expect(sent).toEqual([]);
  await userEvent.clear(within(dialog).getByLabelText("Year of birth"));
  await userEvent.type(within(dialog).getByLabelText("Year of birth"), "1990");
  await userEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  await expect.poll(() => sent).toEqual([{ version: 3, region: "us-il", birth_year: 1990 }]);
});

it("helps somebody to log in again, and erases only whose name is typed", async () => {
  showPeople();
  const done: string[] = [];
  server.use(
    http.post(at("/api/admin/users/7/reset-link"), () => HttpResponse.json({ link: "https://attune.example/reset#token=secret" }, { status: 201 })),
    http.delete(at("/api/admin/users/7/second-factor"), () => {
      done.push("second step");
      return HttpResponse.json({ ok: true });
    }),
    http.post(at("/api/admin/users/7/erase"), () => {
      done.push("erased");
      return HttpResponse.json({ rows: {} });
    }),
  );
  await userEvent.click(await screen.findByRole("button", { name: "Edit Ada" }));
  await userEvent.click(await screen.findByRole("button", { name: "Make a link for a new password" }));
  expect(await screen.findByLabelText("Hand over this link")).toHaveValue("https://attune.example/reset#token=secret");
  await userEvent.click(screen.getByRole("button", { name: "Remove the second step" }));
  expect(await screen.findByText("Ada logs in with the password alone now.")).toBeInTheDocument();
  const erase = screen.getByRole("button", { name: "Erase this account" });
  expect(erase).toBeDisabled();
  await userEvent.type(screen.getByLabelText("Type Ada to erase this account"), "Ada");
  await userEvent.click(erase);
  await expect.poll(() => done).toEqual(["second step", "erased"]);
});
