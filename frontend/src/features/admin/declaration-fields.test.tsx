/** The form offers no mode that the server would refuse for everyone. */
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { useState } from "react";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { startFrom, type Form } from "./declaration";
import { ModeField, PlaceFields } from "./declaration-fields";

serveTests();

function Part() {
  const [form, setForm] = useState<Form>({ ...startFrom(null), jurisdictions: ["other"], mode: "aggregate" });
  const change = (changes: Partial<Form>) => setForm({ ...form, ...changes });
  return (
    <>
      <ModeField form={form} change={change} />
      <PlaceFields form={form} change={change} />
    </>
  );
}

function serveModes() {
  server.use(
    http.get(at("/api/admin/declaration/modes"), ({ request }) => {
      const isSchool = new URL(request.url).searchParams.get("institution") === "school";
      return HttpResponse.json({ modes: isSchool ? ["off"] : ["off", "self_only", "aggregate"] });
    }),
  );
}

function offered(): string[] {
  const options = within(screen.getByLabelText(/The most a camera/)).getAllByRole<HTMLOptionElement>("option");
  return options.filter((option) => !option.disabled).map((option) => option.value);
}

it("takes back what the next choice makes unlawful and says so", async () => {
  serveModes();
  renderPart(<Part />);
  await waitFor(() => expect(offered()).toEqual(["off", "self_only", "aggregate"]));
  await userEvent.selectOptions(screen.getByLabelText("What you are"), "school");
  await waitFor(() => expect(offered()).toEqual(["off"]));
  expect(screen.getByText(/lawful for nobody/)).toBeInTheDocument();
});
