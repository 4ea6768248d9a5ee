/** The question before the camera: what is ticked is what holds now, not what once held. */
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { useState } from "react";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { ConsentDialog } from "./consent-dialog";

serveTests();

const consent = (granted: boolean) => ({ scope: "camera", asked: true, granted, title: "Camera", body: "It looks.", text_hash: "a" });

function Asking() {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Ask
      </button>
      <ConsentDialog isOpen={isOpen} courseId={2} onClose={close} onDecided={close} />
    </>
  );
}

it("opens with nothing ticked after everything was withdrawn elsewhere", async () => {
  let granted = true;
  server.use(
    http.get(at("/api/policy"), () => HttpResponse.json({ allowed: ["aggregate"], missing: [], notice: "" })),
    http.get(at("/api/consents"), () => HttpResponse.json({ items: [consent(granted)] })),
    http.put(at("/api/consents"), () => HttpResponse.json({ items: [consent(granted)] })),
  );
  renderPart(<Asking />);
  await userEvent.click(screen.getByRole("button", { name: "Ask" }));
  expect(await screen.findByRole("checkbox", { name: "Camera" })).toBeChecked();
  await userEvent.click(screen.getByRole("button", { name: "Agree to what I ticked" }));
  await waitFor(() => expect(screen.queryByRole("checkbox")).toBeNull());

  granted = false;
  await userEvent.click(screen.getByRole("button", { name: "Ask" }));
  expect(await screen.findByRole("checkbox", { name: "Camera" })).not.toBeChecked();
});
