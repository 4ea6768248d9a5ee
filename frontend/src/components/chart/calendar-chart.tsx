/** A day a square, a week a column: when something happened, and when nothing did. */
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { daysBetween, weekdayOf } from "@/lib/days";

import classes from "./chart.module.css";
import { GridCells, Ramp, type Cell } from "./grid-cells";
import { Hatch, Plot } from "./plot";
import { useRoving } from "./roving";
import { fractionOf, type Domain } from "./scale";
import { useSpace } from "./space";

export interface Day {
  value: number | null;
  isHidden: boolean;
  words: string;
}

interface Props {
  label: string;
  description: string;
  /** First and last day, as 2025-03-31. */
  from: string;
  to: string;
  day: (date: string) => Day;
  domain: Domain;
  format: (value: number) => string;
}

const LARGEST = 42;
const GAP = 3;
const HEAD = 22;

export function CalendarChart({ label, description, from, to, day, domain, format }: Props) {
  const { i18n } = useTranslation();
  const dates = daysBetween(from, to);
  const lead = weekdayOf(from);
  const weeks = Math.ceil((lead + dates.length) / 7);
  const hatch = useId();
  const { space: measured, measure } = useSpace(HEAD + 7 * LARGEST, () => ({ top: HEAD, bottom: 0, start: 44, end: 0 }));
  const size = Math.min(LARGEST, measured.plotWidth / weeks);
  const space = { ...measured, height: HEAD + 7 * size };
  const roving = useRoving({ first: lead, count: lead + dates.length, across: 7, down: 1, isMirrored: space.isMirrored });
  const left = (week: number) => (space.isMirrored ? space.x(0) - (week + 1) * size : space.x(0) + week * size);
  const cells = dates.map((date, offset): Cell => {
    const index = lead + offset;
    const { value, isHidden, words } = day(date);
    return {
      index,
      x: left(Math.floor(index / 7)) + GAP / 2,
      y: HEAD + (index % 7) * size + GAP / 2,
      width: size - GAP,
      height: size - GAP,
      strength: value === null ? null : fractionOf(value, domain),
      isHidden,
      name: `${longDay(date, i18n.language)}: ${words}`,
    };
  });
  const active = cells.find((cell) => cell.index === roving.active);
  return (
    <>
      <Plot
        label={label}
        description={description}
        space={space}
        measure={measure}
        roving={roving}
        readout={active ? { at: Math.min(1, ((space.margins.start + (Math.floor(active.index / 7) + 0.5) * size)) / space.width), title: active.name, lines: [] } : null}
      >
        <Hatch id={hatch} />
        <g aria-hidden="true" className={classes.axis}>
          {[0, 2, 4].map((weekday) => (
            <text key={weekday} x={space.x(0) + (space.isMirrored ? 8 : -8)} y={HEAD + (weekday + 0.5) * size + 4} textAnchor="end">
              {shortWeekday(weekday, i18n.language)}
            </text>
          ))}
          {monthStarts(dates, lead).map(({ date, week }) => (
            <text key={date} x={left(week) + (space.isMirrored ? size : 0)} y={14}>
              {shortMonth(date, i18n.language)}
            </text>
          ))}
        </g>
        <GridCells cells={cells} roving={roving} hatch={hatch} />
      </Plot>
      <Ramp least={format(domain[0])} most={format(domain[1])} />
    </>
  );
}

/** Where a month's name is written; one that begins in the last week has no room. */
function monthStarts(dates: readonly string[], lead: number): { date: string; week: number }[] {
  const starts = dates.flatMap((date, offset) =>
    offset === 0 || date.endsWith("-01") ? [{ date, week: Math.ceil((lead + offset) / 7) }] : [],
  );
  const [first, second] = starts;
  return first && second && second.week - first.week < 3 ? starts.slice(1) : starts;
}

const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

const inUtc = (language: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
const longDay = (date: string, language: string) => inUtc(language, { weekday: "short", day: "numeric", month: "long" }).format(new Date(date));
const shortMonth = (date: string, language: string) => inUtc(language, { month: "short" }).format(new Date(date));
const shortWeekday = (weekday: number, language: string) => inUtc(language, { weekday: "short" }).format(new Date(MONDAY + weekday * DAY_MS));
