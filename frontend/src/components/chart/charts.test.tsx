/** Bars, heat map, calendar and distribution by role and name; and the table behind every chart. */
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";

import { BarChart } from "./bar-chart";
import { CalendarChart } from "./calendar-chart";
import { ChartFigure } from "./chart-figure";
import { DistributionChart } from "./distribution-chart";
import { HeatMap } from "./heat-map";

const percent = (value: number) => `${Math.round(value * 100)} %`;

it("reads out a bar and why another has none", () => {
  const bars = [
    { key: "a", name: "Statistics", value: 0.5, low: 0.4, high: 0.6, words: "between 40 % and 60 %" },
    { key: "b", name: "Python", value: null, words: "too few to show" },
  ];
  const { container } = renderPart(<BarChart label="Courses" description="Two courses" bars={bars} domain={[0, 1]} format={percent} />);
  expect(screen.getByRole("img", { name: "Statistics: 50 %, between 40 % and 60 %" })).toBeInTheDocument();
  expect(screen.getByRole("img", { name: "Python: too few to show" })).toBeInTheDocument();
  const [track, bar] = container.querySelectorAll("rect");
  expect(bar?.getAttribute("x")).toBe(track?.getAttribute("x"));
  expect(Number(bar?.getAttribute("width")) / Number(track?.getAttribute("width"))).toBeCloseTo(0.5);
});

const row = (name: string) => ({ key: name, name, tick: name });

it("walks a heat map in both directions", async () => {
  renderPart(
    <HeatMap
      label="Where it was lost"
      description="Parts by week"
      rows={["Mean", "Median"].map(row)}
      columns={["Week 1", "Week 2", "Week 3"].map(row)}
      cell={(r, c) => (r === 1 && c === 1 ? { value: null, isHidden: true, words: "too few to show" } : { value: 0.5, isHidden: false, words: "50 %" })}
      domain={[0, 1]}
      format={percent}
    />,
  );
  await userEvent.tab();
  expect(screen.getByRole("img", { name: "Median, Week 3: 50 %" })).toHaveFocus();
  await userEvent.keyboard("{ArrowLeft}");
  expect(screen.getByRole("img", { name: "Median, Week 2: too few to show" })).toHaveFocus();
  await userEvent.keyboard("{ArrowUp}");
  expect(screen.getByRole("img", { name: "Mean, Week 2: 50 %" })).toHaveFocus();
});

it("puts every day of a month into the calendar, a week a column", () => {
  renderPart(
    <CalendarChart
      label="March"
      description="One month"
      from="2025-03-01"
      to="2025-03-31"
      day={(date) => (date === "2025-03-10" ? { value: 1, isHidden: false, words: "12 check-ins" } : { value: null, isHidden: false, words: "nothing was recorded" })}
      domain={[0, 1]}
      format={percent}
    />,
  );
  expect(screen.getAllByRole("img")).toHaveLength(31);
  const [tenth, eleventh, next] = [/10: |March 10|10 March/, /March 11|11 March/, /March 17|17 March/].map((name) => screen.getByRole("img", { name }));
  expect(tenth).toHaveAccessibleName(/12 check-ins$/);
  expect(eleventh?.getAttribute("x")).toBe(tenth?.getAttribute("x"));
  expect(next?.getAttribute("y")).toBe(tenth?.getAttribute("y"));
});

it.each([
  ["ends on a Sunday", "2025-03-03", "2025-03-30", /March 3\b|\b3 March/, /March 30|30 March/],
  ["begins and ends within a week", "2025-03-05", "2025-03-27", /March 5\b|\b5 March/, /March 27|27 March/],
])("lets the keyboard into a calendar that %s", async (_, from, to, first, last) => {
  renderPart(
    <CalendarChart label="March" description="Some weeks" from={from} to={to} day={() => ({ value: 0.5, isHidden: false, words: "50 %" })} domain={[0, 1]} format={percent} />,
  );
  await userEvent.tab();
  expect(screen.getByRole("img", { name: last })).toHaveFocus();
  await userEvent.keyboard("{Home}");
  expect(screen.getByRole("img", { name: first })).toHaveFocus();
  await userEvent.keyboard("{End}");
  expect(screen.getByRole("img", { name: last })).toHaveFocus();
});

it("keeps its stop in a calendar that becomes shorter or begins later in the week", async () => {
  const calendar = (from: string, to: string) => (
    <CalendarChart label="March" description="Some weeks" from={from} to={to} day={() => ({ value: 0.5, isHidden: false, words: "50 %" })} domain={[0, 1]} format={percent} />
  );
  const { container, rerender } = renderPart(calendar("2025-03-03", "2025-03-30"));
  await userEvent.tab();
  await userEvent.keyboard("{Home}");
  for (const [from, to] of [["2025-03-06", "2025-03-27"], ["2025-03-08", "2025-03-09"]] as const) {
    rerender(calendar(from, to));
    expect(container.querySelectorAll('[data-point][tabindex="0"]')).toHaveLength(1);
  }
});

it("marks the middle of a distribution and starts its bars at zero", () => {
  const bins = [0.2, 0.8].map((value, index) => ({ key: `${index}`, name: `bin ${index}`, tick: `${index}`, low: index / 2, high: (index + 1) / 2, value, words: percent(value) }));
  const { container } = renderPart(<DistributionChart label="Spread" description="Two classes" bins={bins} format={percent} middle={{ value: 0.7, words: "half are above 70 %" }} />);
  expect(screen.getByRole("img", { name: "bin 1: 80 %" })).toBeInTheDocument();
  expect(screen.getByText("half are above 70 %")).toBeInTheDocument();
  const [low, high] = container.querySelectorAll('rect[fill="var(--series-1)"]');
  expect(Number(high?.getAttribute("height")) / Number(low?.getAttribute("height"))).toBeCloseTo(4);
});

it("shows the same numbers as a table when asked", async () => {
  renderPart(
    <ChartFigure title="It got calmer." note="Based on 61 % of students." table={{ columns: ["Day", "calm"], rows: [["Monday", "60 %"]] }}>
      <p>drawing</p>
    </ChartFigure>,
  );
  const figure = screen.getByRole("figure", { name: "It got calmer." });
  expect(within(figure).getByText("Based on 61 % of students.")).toBeVisible();
  expect(screen.queryByRole("table")).toBeNull();
  await userEvent.click(screen.getByText("As a table"));
  const cells = within(await screen.findByRole("table")).getAllByRole("row")[1]!;
  expect(cells).toHaveTextContent("Monday60 %");
});

it("keeps as many rows in its table as it is given, also when two are called the same", async () => {
  const figure = (...rows: [string, string][]) => (
    <ChartFigure title="Memory" table={{ columns: ["When", "Bytes"], rows }}>
      drawn
    </ChartFigure>
  );
  const { rerender } = renderPart(figure(["10:00", "1"], ["10:00", "2"], ["10:01", "3"]));
  await userEvent.click(screen.getByText("As a table"));
  await screen.findByRole("table");
  rerender(figure(["10:01", "3"], ["10:01", "4"], ["10:02", "5"]));
  expect(screen.getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["3", "4", "5"]);
});
