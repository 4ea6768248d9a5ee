/** A class ends only after a second thought. */
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { EndClass } from "./end-class";

serveTests();

it("asks before it ends the class, and can be thought better of", async () => {
  const ended = vi.fn(() => HttpResponse.json({ id: 5 }));
  server.use(http.post(at("/api/live-classes/5/end"), ended));
  renderPart(<EndClass id={5} />);
  await userEvent.click(screen.getByRole("button", { name: "End the class" }));
  await userEvent.click(await screen.findByRole("button", { name: "Go on teaching" }));
  expect(ended).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "End the class" }));
  await userEvent.click(await screen.findByRole("button", { name: "End it for everybody" }));
  await waitFor(() => expect(ended).toHaveBeenCalledOnce());
});
