/** The report of a course over days that are chosen by hand. */
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { Route, Routes } from "react-router";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { CourseReportPage } from "./course-report-page";

serveTests();

const REPORT = {
  course_id: 1,
  title: "Statistics",
  first: "2025-03-01",
  last: "2025-03-30",
  lessons: [],
  classes: [],
  check_ins: {},
  help: { people: 0, calls: 0, median_wait_s: null },
  messages: { people: null, helped: null, not_helped: null, not_me: null, words: 0 },
};

function show(role: string, report: object = REPORT): string[] {
  const asked: string[] = [];
  server.use(
    http.get(at("/api/me"), () => HttpResponse.json({ id: 1, name: "Ana", role })),
    http.get(at("/api/courses/1"), () => HttpResponse.json({ id: 1, title: "Statistics" })),
    http.get(at("/api/courses/1/report"), ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(searchParams.toString());
      if (searchParams.get("from") === "2026-01-01") return HttpResponse.json({ code: "empty_period" }, { status: 422 });
      return HttpResponse.json({ ...report, first: searchParams.get("from") ?? REPORT.first });
    }),
  );
  renderPart(
    <Routes>
      <Route path="/courses/:courseId/report" element={<CourseReportPage />} />
    </Routes>,
    "/courses/1/report",
  );
  return asked;
}

it("lets a day be typed digit by digit, and put right when it does not fit", async () => {
  const asked = show("tutor");
  const from = await screen.findByLabelText("From");
  await waitFor(() => expect(from).toHaveValue("2025-03-01"));
  from.focus();
  for (const typed of ["0002-03-01", "0020-03-01", "0202-03-01", "2024-03-01"]) {
    fireEvent.change(from, { target: { value: typed } });
    expect(from).toHaveValue(typed);
    expect(from).toHaveFocus();
  }
  await waitFor(() => expect(asked).toEqual(["", "from=2024-03-01"]));
  fireEvent.change(from, { target: { value: "2026-01-01" } });
  expect(await screen.findByText("The first day comes after the last. Choose other days.")).toBeVisible();
  expect(from).toHaveValue("2026-01-01");
});

it.each([
  ["tutor", "/trends?course=1"],
  ["admin", "/admin/trends?course=1"],
])("leads a %s to their own trends", async (role, address) => {
  show(role);
  await waitFor(() => expect(screen.getByRole("link", { name: "Trends" })).toHaveAttribute("href", address));
});

it("says that a share is a lower bound where a word that is not named may add to it", async () => {
  const line = { engagement: null, sharing: null, quiz: null };
  const lessons = [
    { ...line, lesson_id: 1, title: "Mean", check_ins: { stuck: 0.25, hidden: 0.3 } },
    { ...line, lesson_id: 2, title: "Spread", check_ins: { stuck: 0.25, lost: 0.3, hidden: 0.45 } },
  ];
  show("admin", { ...REPORT, lessons, check_ins: null, help: null, messages: { ...REPORT.messages, people: 10, helped: 5 } });
  expect(await screen.findByRole("row", { name: /^Mean/ })).toHaveTextContent("at least 25%");
  expect(screen.getByRole("row", { name: /^Spread/ })).toHaveTextContent(/not said55%/);
  expect(screen.getByText("at least 10")).toBeVisible();
  expect(screen.getByText(/Only the tutors of the course see counts/)).toBeVisible();
  expect(screen.getByText("Only the tutors of the course see how many called.")).toBeVisible();
});
