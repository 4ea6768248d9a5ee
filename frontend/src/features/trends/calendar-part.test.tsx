/** The calendar's table: the days of the institution, wherever they are read. */
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { afterEach, expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { CalendarPart } from "./calendar-part";
import { DEFAULTS } from "./filters";

serveTests();

const day = (name: string) => ({ day: name, classes: 1, point: { start: `${name}T00:00:00Z`, values: null, main: null, suppressed: false, coverage: null, n_rounded: null } });

afterEach(() => vi.unstubAllEnvs());

it.each(["America/New_York", "Asia/Tokyo"])("names the same days in %s", async (zone) => {
  vi.stubEnv("TZ", zone);
  server.use(http.get(at("/api/trends/calendar"), () => HttpResponse.json({ key: "difficult", measure: "check_ins", days: [day("2025-03-31"), day("2025-04-01")], time_zone: "UTC" })));
  renderPart(<CalendarPart filters={DEFAULTS} />);
  await userEvent.click(await screen.findByText("As a table"));
  const rows = within(await screen.findByRole("table")).getAllByRole("rowheader");
  expect(rows.map(({ textContent }) => textContent)).toEqual(["Mar 31, 2025", "Apr 1, 2025"]);
});
