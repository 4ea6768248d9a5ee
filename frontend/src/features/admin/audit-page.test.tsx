/** The audit log, as an administrator reads it. */
import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { AuditPage } from "./audit-page";

serveTests();

it("tells somebody whose account is gone from the system", async () => {
  const line = (id: number, by: string, actor: string | null) => ({ id, by, actor, at: "2026-01-01T10:00:00Z", subject: null, action: "settings.changed", details: {}, hash: "" });
  server.use(
    http.get(at("/api/admin/audit"), () => HttpResponse.json({ items: [line(3, "person", "Ada"), line(2, "gone", null), line(1, "system", null)], next_cursor: null })),
    http.get(at("/api/admin/audit/check"), () => HttpResponse.json({ sound: true, first_break: null })),
  );
  renderPart(<AuditPage />);
  expect(await screen.findByText("Ada")).toBeInTheDocument();
  expect(screen.getByText("Somebody whose account is gone")).toBeInTheDocument();
  expect(screen.getByText("The system")).toBeInTheDocument();
});
