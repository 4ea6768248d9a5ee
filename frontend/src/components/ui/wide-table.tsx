/** A table that a phone can show: named columns become one small list a row; without names it scrolls sideways. */
import { Table } from "@mantine/core";
import type { CSSProperties, ReactNode } from "react";

import classes from "./wide-table.module.css";

interface Props {
  label: string;
  minWidth: number;
  /** What stands over each column, and on a phone before each value; an empty name needs no words. */
  columns?: readonly string[];
  children: ReactNode;
}

export function WideTable({ label, minWidth, columns, children }: Props) {
  return (
    // A region that scrolls must be reachable by keyboard, although nothing in it may be.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={label} tabIndex={0} className={classes.wide} data-named={columns !== undefined || undefined} style={columns && namesFor(columns)}>
      <Table verticalSpacing="sm" miw={minWidth}>
        {columns && (
          <Table.Thead>
            <Table.Tr>{columns.map((name, index) => (name ? <Table.Th key={index}>{name}</Table.Th> : <Table.Td key={index} />))}</Table.Tr>
          </Table.Thead>
        )}
        {columns ? <Table.Tbody>{children}</Table.Tbody> : children}
      </Table>
    </div>
  );
}

/** The style sheet writes them before the values. */
function namesFor(columns: readonly string[]): CSSProperties {
  return Object.fromEntries(columns.flatMap((name, index) => (name ? [[`--column-${index + 1}`, JSON.stringify(name)]] : []))) as CSSProperties;
}
