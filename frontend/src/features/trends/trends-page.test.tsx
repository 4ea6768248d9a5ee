/** Days that are typed one digit at a time, refused or emptied: nothing else on the page is lost. */
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { BrowserRouter } from "react-router";
import { expect, it } from "vitest";

import { at, server, serveTests } from "@/testing/server";

import { TrendsPage } from "./trends-page";

serveTests();

const TREND = { title: null, first: "2025-03-01", last: "2025-03-30", values: null, main: null, points: [], key: "difficult", unit: "share", by: "day", time_zone: "UTC", previous: null, other: null, difference: null, differences: [], headline: [] };
const REASON = "The student asked me to look";

function show(search: string): string[] {
  const asked: string[] = [];
  server.use(
    http.get(at("/api/trends/subjects"), () => HttpResponse.json({ all: true, items: [{ course_id: 1, title: "Statistics" }] })),
    http.get(at("/api/trends/views"), () => HttpResponse.json({ items: [] })),
    http.get(at("/api/admin/users"), () => HttpResponse.json({ items: [], next_cursor: null })),
    http.get(at("/api/trends/calendar"), () => HttpResponse.json({ key: "difficult", days: [] })),
    http.get(at("/api/trends/distribution"), () => HttpResponse.json({ key: "difficult", hours: 0, hidden_hours: 0, bins: [], quantiles: null })),
    http.get(at("/api/trends"), ({ request }) => {
      const { searchParams } = new URL(request.url);
      const [from, measure] = [searchParams.get("from"), searchParams.get("measure")];
      if (measure === "coverage") asked.push(from ?? "");
      if (from === "2026-01-01") return HttpResponse.json({ code: "empty_period" }, { status: 422 });
      return HttpResponse.json({ ...TREND, measure });
    }),
  );
  window.history.replaceState(null, "", `/trends${search}`);
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <BrowserRouter>
          <TrendsPage />
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return asked;
}

it("lets a day be typed digit by digit, and keeps what was typed elsewhere when it is refused", async () => {
  const asked = show("?from=2025-03-01&to=2025-03-30");
  const from = await screen.findByLabelText("From");
  await screen.findByLabelText("Measures");
  const reason = screen.getByLabelText(/Why do you need to look/);
  fireEvent.change(reason, { target: { value: REASON } });
  for (const typed of ["0002-03-01", "0020-03-01", "0202-03-01", "2024-03-01"]) {
    fireEvent.change(from, { target: { value: typed } });
    await waitFor(() => expect(from).toHaveValue(typed));
  }
  await waitFor(() => expect(new Set(asked)).toEqual(new Set(["2025-03-01", "", "2024-03-01"])));
  expect(screen.queryByRole("alert")).toBeNull();
  fireEvent.change(from, { target: { value: "2026-01-01" } });
  expect(await screen.findByText("The first day comes after the last. Choose other days.")).toBeVisible();
  expect(from).toHaveValue("2026-01-01");
  expect(reason).toBeVisible();
  expect(reason).toHaveValue(REASON);
});

it("leaves the fields of the days where they are when both are emptied", async () => {
  show("?from=2025-03-01&to=2025-03-30");
  fireEvent.change(await screen.findByLabelText("From"), { target: { value: "" } });
  fireEvent.change(screen.getByLabelText("To"), { target: { value: "" } });
  await waitFor(() => expect(screen.getByLabelText("To")).toHaveValue(""));
  expect(screen.getByLabelText("From")).toBeVisible();
});
