/** Rows by columns, the fuller the more; the number stands in the cell where it fits. */
import { useId } from "react";

import classes from "./chart.module.css";
import { GridCells, Ramp, type Cell } from "./grid-cells";
import { Hatch, Plot } from "./plot";
import { useRoving } from "./roving";
import { fractionOf, labelStride, type Domain } from "./scale";
import { useSpace } from "./space";

export interface HeatCell {
  value: number | null;
  isHidden: boolean;
  /** Said after the place: the value, or why there is none. */
  words: string;
}

interface Heading {
  key: string;
  name: string;
  tick: string;
}

interface Props {
  label: string;
  description: string;
  rows: readonly Heading[];
  columns: readonly Heading[];
  cell: (row: number, column: number) => HeatCell;
  domain: Domain;
  format: (value: number) => string;
}

const ROW_HEIGHT = 38;
const GAP = 3;
const TEXT_FROM = 44;
const COLUMN_TICK = 56;

export function HeatMap({ label, description, rows, columns, cell, domain, format }: Props) {
  const { space, measure } = useSpace(rows.length * ROW_HEIGHT + 30, (width) => ({ top: 0, bottom: 30, start: width < 560 ? 96 : 190, end: 0 }));
  const roving = useRoving({ count: rows.length * columns.length, across: 1, down: columns.length, isMirrored: space.isMirrored });
  const hatch = useId();
  const width = space.plotWidth / columns.length;
  const cells = rows.flatMap((row, r) =>
    columns.map((column, c): Cell => {
      const { value, isHidden, words } = cell(r, c);
      const edge = Math.min(space.x(c / columns.length), space.x((c + 1) / columns.length));
      return {
        index: r * columns.length + c,
        x: edge + GAP / 2,
        y: r * ROW_HEIGHT + GAP / 2,
        width: width - GAP,
        height: ROW_HEIGHT - GAP,
        strength: value === null ? null : fractionOf(value, domain),
        isHidden,
        name: `${row.name}, ${column.name}: ${words}`,
        text: value !== null && width >= TEXT_FROM ? format(value) : undefined,
      };
    }),
  );
  const active = roving.active === null ? undefined : cells[roving.active];
  const stride = labelStride(columns.length, space.plotWidth, COLUMN_TICK);
  return (
    <>
      <Plot
        label={label}
        description={description}
        space={space}
        measure={measure}
        roving={roving}
        readout={active ? { at: space.onSheet(((active.index % columns.length) + 0.5) / columns.length), title: active.name, lines: [] } : null}
      >
        <Hatch id={hatch} />
        <g aria-hidden="true" className={classes.axis}>
          {rows.map((row, index) => (
            <text key={row.key} x={space.x(0) + (space.isMirrored ? 10 : -10)} y={(index + 0.5) * ROW_HEIGHT + 4} textAnchor="end">
              {row.tick}
            </text>
          ))}
          {columns.map((column, index) =>
            index % stride === 0 ? (
              <text key={column.key} x={space.x((index + 0.5) / columns.length)} y={space.height - 8} textAnchor="middle">
                {column.tick}
              </text>
            ) : null,
          )}
        </g>
        <GridCells cells={cells} roving={roving} hatch={hatch} />
      </Plot>
      <Ramp least={format(domain[0])} most={format(domain[1])} />
    </>
  );
}
