/** Putting another model into service, as an administrator does it. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { Releases } from "./releases";

serveTests();

const release = (name: string, state: string) => ({ name, state, version: "1", labels: [], accuracy: 0.8 });
const listing = {
  in_service: "attune-8",
  roll_back_to: "attune-8-old",
  items: [
    release("attune-7", "needs_restart"),
    release("attune-8", "in_service"),
    release("attune-8-next", "ready"),
    release("attune-8-old", "ready"),
  ],
};

function showReleases(): unknown[] {
  const asked: unknown[] = [];
  server.use(
    http.get(at("/api/admin/models"), () => HttpResponse.json(listing)),
    http.post(at("/api/admin/model"), async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json(listing);
    }),
    http.post(at("/api/admin/model/roll-back"), () => {
      asked.push("roll back");
      return HttpResponse.json(listing);
    }),
  );
  renderPart(<Releases />);
  return asked;
}

it("asks before it changes the model, and only offers what can be served", async () => {
  const asked = showReleases();
  await userEvent.click(await screen.findByRole("button", { name: "Put attune-8-next into service" }));
  expect(screen.queryByRole("button", { name: "Put attune-7 into service" })).toBeNull();
  expect(asked).toEqual([]);
  await userEvent.click(await screen.findByRole("button", { name: "Put into service" }));
  await expect.poll(() => asked).toEqual([{ name: "attune-8-next" }]);
});

it("goes back to the model before", async () => {
  const asked = showReleases();
  await userEvent.click(await screen.findByRole("button", { name: "Go back to attune-8-old" }));
  await userEvent.click(await screen.findByRole("button", { name: "Put into service" }));
  await expect.poll(() => asked).toEqual(["roll back"]);
});

it("shows why a model was refused", async () => {
  showReleases();
  const refusal = { code: "model_damaged", message: "no" };
  server.use(http.post(at("/api/admin/model"), () => HttpResponse.json(refusal, { status: 409 })));
  await userEvent.click(await screen.findByRole("button", { name: "Put attune-8-next into service" }));
  await userEvent.click(await screen.findByRole("button", { name: "Put into service" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("files are damaged");
});
