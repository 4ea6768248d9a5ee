/** A forgotten password where no letters leave: nobody waits for a link, and the page says whom to ask. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { ResetPage } from "./reset-page";

serveTests();

it("says whom to ask where no letter can be sent", async () => {
  server.use(
    http.post(at("/api/auth/reset-request"), () => HttpResponse.json({ code: "mail_not_configured", message: "" }, { status: 409 })),
    http.get(at("/api/status"), () => HttpResponse.json({ help_contact: "office@example.org" })),
  );
  renderPart(<ResetPage />);
  await userEvent.type(screen.getByLabelText("E-mail"), "s@example.org");
  await userEvent.click(screen.getByRole("button", { name: "Send me the link" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("Ask an administrator of your school");
  expect(await screen.findByText("Contact: office@example.org")).toBeInTheDocument();
});
