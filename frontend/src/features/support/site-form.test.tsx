/** The name and the contact of a deployment, as an administrator sets them. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { createQueries } from "@/api/query-client";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { SiteForm } from "./site-form";

serveTests();

it("sets the name and whom students turn to, and still shows both when one comes back", async () => {
  const sent: unknown[] = [];
  server.use(
    http.get(at("/api/admin/settings"), () => HttpResponse.json({ name: "Attune", help_contact: "", help_text: "" })),
    http.put(at("/api/admin/settings"), async ({ request }) => {
      const body = (await request.json()) as Record<string, string>;
      sent.push(body);
      return HttpResponse.json(body);
    }),
  );
  const queries = createQueries();
  const { unmount } = renderPart(<SiteForm />, "/", queries);
  const name = await screen.findByLabelText("Name of this deployment");
  await userEvent.clear(name);
  await userEvent.type(name, "Hill School");
  await userEvent.type(screen.getByLabelText("Contact of the school"), "Room 4");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await expect.poll(() => sent).toEqual([{ name: "Hill School", help_contact: "Room 4", help_text: "" }]);
  await expect.poll(() => queries.isMutating()).toBe(0);
  unmount();
  renderPart(<SiteForm />, "/", queries);
  expect(screen.getByLabelText("Name of this deployment")).toHaveValue("Hill School");
  expect(screen.getByLabelText("Contact of the school")).toHaveValue("Room 4");
});
