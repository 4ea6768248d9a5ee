/** Logging in, as a person does it. */
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { LoginPage } from "./login-page";

serveTests();

async function tryToLogIn(): Promise<void> {
  renderPart(<LoginPage />);
  await userEvent.type(screen.getByLabelText("E-mail"), "sam@example.org");
  await userEvent.type(screen.getByLabelText("Password"), "wrong");
  await userEvent.click(screen.getByRole("button", { name: "Log in" }));
}

it("says what to do when the password is wrong", async () => {
  server.use(http.post(at("/api/auth/login"), () => HttpResponse.json({ code: "wrong_login", message: "no" }, { status: 401 })));
  await tryToLogIn();
  expect(await screen.findByRole("alert")).toHaveTextContent("Check both and try again");
});

it("sends the header that proves our own page asks", async () => {
  const headers: (string | null)[] = [];
  server.use(
    http.post(at("/api/auth/login"), ({ request }) => {
      headers.push(request.headers.get("X-Attune"));
      return HttpResponse.json({ code: "wrong_login", message: "no" }, { status: 401 });
    }),
  );
  await tryToLogIn();
  await screen.findByRole("alert");
  expect(headers).toEqual(["1"]);
});

it("says that the connection is gone when the request never arrives", async () => {
  server.use(http.post(at("/api/auth/login"), () => HttpResponse.error()));
  await tryToLogIn();
  expect(await screen.findByRole("alert")).toHaveTextContent("There is no connection");
});
