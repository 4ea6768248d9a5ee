/** The helplines, as an administrator sets them. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { createQueries } from "@/api/query-client";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { ContactsForm } from "./contacts-form";

serveTests();

it("still shows a line that was saved when one comes back, and saves it again", async () => {
  const sent: unknown[] = [];
  server.use(
    http.get(at("/api/admin/support/contacts"), () => HttpResponse.json({ helplines: [] })),
    http.put(at("/api/admin/support/contacts"), async ({ request }) => {
      const body = (await request.json()) as object;
      sent.push(body);
      return HttpResponse.json(body);
    }),
  );
  const queries = createQueries();
  const save = () => userEvent.click(screen.getByRole("button", { name: "Save" }));
  const { unmount } = renderPart(<ContactsForm />, "/", queries);
  await userEvent.click(await screen.findByRole("button", { name: "Add a helpline" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Name" }), "Night line");
  await userEvent.type(screen.getByRole("textbox", { name: "Number or address" }), "116 123");
  await save();
  await expect.poll(() => queries.isMutating()).toBe(0);
  unmount();
  renderPart(<ContactsForm />, "/", queries);
  expect(screen.getByRole("textbox", { name: "Name" })).toHaveValue("Night line");
  await save();
  await expect.poll(() => sent.at(1)).toEqual({ helplines: [{ name: "Night line", contact: "116 123", note: "" }] });
});
