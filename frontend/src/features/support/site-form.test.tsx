/** The name and the contact of a deployment, as an administrator sets them. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { SiteForm } from "./site-form";

serveTests();

it("sets the name and whom students turn to", async () => {
  const sent: unknown[] = [];
  server.use(
    http.get(at("/api/admin/settings"), () => HttpResponse.json({ name: "Attune", help_contact: "", help_text: "" })),
    http.put(at("/api/admin/settings"), async ({ request }) => {
      const body = (await request.json()) as Record<string, string>;
      sent.push(body);
      return HttpResponse.json(body);
    }),
  );
  renderPart(<SiteForm />);
  const name = await screen.findByLabelText("Name of this deployment");
  await userEvent.clear(name);
  await userEvent.type(name, "Hill School");
  await userEvent.type(screen.getByLabelText("Contact of the school"), "Room 4");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await expect.poll(() => sent).toEqual([{ name: "Hill School", help_contact: "Room 4", help_text: "" }]);
});
