/** What a person meets whose login ended meanwhile: the way back in, with what they typed still there. */
import { Notifications } from "@mantine/notifications";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it, vi } from "vitest";

import type { Me } from "@/api/me";
import { ApiProblem } from "@/api/problem";
import { createQueries } from "@/api/query-client";
import { tellProblem } from "@/components/ui/tell";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { AccountMenu } from "./account-menu";
import { Pages } from "./router";

serveTests();

const ME = { id: 1, name: "Ana", role: "student", locale: "en" } as Me;
const refuse = () => HttpResponse.json({ code: "not_logged_in" }, { status: 401 });

it("shows the login instead of a page that cannot be had", async () => {
  const asked = vi.fn();
  server.use(
    http.get(at("/api/me"), () => HttpResponse.json(ME), { once: true }),
    http.get(at("/api/me"), () => (asked(), refuse())),
    http.get(at("/api/status"), () => HttpResponse.json({ demo: false })),
    http.get(at("/api/briefing"), refuse),
  );
  renderPart(<Pages />, "/limits", createQueries());
  expect(await screen.findByRole("heading", { name: "Welcome back" })).toBeVisible();
  expect(screen.queryByRole("button", { name: /Ana/ })).toBeNull();
  expect(asked).toHaveBeenCalledOnce();
});

it("leaves a page with its words, and offers to log in beside it", async () => {
  renderPart(<Notifications />);
  tellProblem(new ApiProblem("not_logged_in", "", 401));
  const link = await screen.findByRole("link", { name: "Log in" });
  expect(link).toHaveAttribute("href", "/login");
  expect(link).toHaveAttribute("target", "_blank");
});

it("lets those go who want to log out anyway", async () => {
  const assign = vi.fn();
  vi.stubGlobal("location", { ...window.location, origin: window.location.origin, assign });
  server.use(http.post(at("/api/auth/logout"), refuse));
  renderPart(<AccountMenu me={ME} />);
  await userEvent.click(screen.getByRole("button"));
  await userEvent.click(await screen.findByText("Log out"));
  await waitFor(() => expect(assign).toHaveBeenCalledWith("/login"));
});
