/** What the figures of the cards are called. */
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { renderPart } from "@/testing/render";

import { DEFAULTS } from "./filters";
import { MeasureCards } from "./measure-cards";
import type { Trend } from "./sentences";

const TREND = { measure: "check_ins", key: "difficult", main: 0.25, unit: "share", points: [], differences: [], headline: [], by: "day", time_zone: "UTC", other: null };

it.each([
  [{ stuck: 0.25, hidden: 0.3 }, "stuck or lost, at least"],
  [{ stuck: 0.15, lost: 0.1, hidden: 0.75 }, "stuck or lost"],
  [{ stuck: 0.25, well: 0.75 }, "stuck or lost"],
])("says of %j that it is %s", (values, name) => {
  renderPart(<MeasureCards trends={[{ ...TREND, values } as unknown as Trend]} filters={DEFAULTS} />);
  expect(screen.getByText(name)).toBeVisible();
});
