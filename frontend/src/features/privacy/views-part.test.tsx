/** Who looked at my data: by name, with the reason they gave, in the language I read. */
import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, it } from "vitest";

import { changeLanguage } from "@/lib/language";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { ViewsPart } from "./views-part";

serveTests();

const view = (by: string, action: string, more = {}) => ({ at: "2026-01-01T10:00:00Z", by, who: null, action, reason: null, ...more });

beforeEach(() =>
  server.use(
    http.get(at("/api/privacy/views"), () =>
      HttpResponse.json({
        items: [
          view("person", "trend.seen", { who: "Ana Ruiz", reason: "Asked me for help." }),
          view("me", "privacy.exported"),
          view("gone", "tile.seen"),
          view("system", "user.changed"),
        ],
        next_cursor: null,
      }),
    ),
  ),
);
afterEach(() => act(() => changeLanguage("en")));

it("says who looked and why", async () => {
  renderPart(<ViewsPart />);
  expect(await screen.findByText(/Ana Ruiz: looked at one student's live sessions/)).toHaveTextContent("Reason: Asked me for help.");
  expect(screen.getAllByText(/Reason/)).toHaveLength(1);
  expect(screen.getByText(/Your account: exported/)).toBeInTheDocument();
});

it("says it in Spanish as well", async () => {
  await act(() => changeLanguage("es"));
  renderPart(<ViewsPart />);
  expect(await screen.findByText(/Ana Ruiz: miró/)).toHaveTextContent("Motivo: Asked me for help.");
  for (const who of ["Tu cuenta", "Alguien cuya cuenta ya no existe", "El sistema"]) expect(screen.getByText(new RegExp(`^${who}: `))).toBeInTheDocument();
});

it("shows earlier ones when asked", async () => {
  server.use(
    http.get(at("/api/privacy/views"), ({ request }) =>
      new URL(request.url).searchParams.get("cursor") === "more"
        ? HttpResponse.json({ items: [view("system", "user.changed")], next_cursor: null })
        : HttpResponse.json({ items: [view("me", "privacy.exported")], next_cursor: "more" }),
    ),
  );
  renderPart(<ViewsPart />);
  await userEvent.click(await screen.findByRole("button", { name: "Show more" }));
  expect(await screen.findByText(/^The system: /)).toBeInTheDocument();
  expect(screen.getByText(/^Your account: /)).toBeInTheDocument();
});
