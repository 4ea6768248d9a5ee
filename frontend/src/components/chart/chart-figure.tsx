/** A chart on its sheet: the finding as its heading, what it rests on, and the same numbers as a table. */
import { Table } from "@mantine/core";
import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { WideTable } from "@/components/ui/wide-table";

import classes from "./chart.module.css";

export interface ChartTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

interface Props {
  /** What the chart says, as a sentence. */
  title: string;
  /** What is drawn: the measure and its unit. */
  subtitle?: ReactNode;
  /** What it rests on, and what is left out. */
  note?: ReactNode;
  table: ChartTable;
  level?: 2 | 3;
  side?: ReactNode;
  children: ReactNode;
}

export function ChartFigure({ title, subtitle, note, table, level = 2, side, children }: Props) {
  const id = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <div className={classes.head}>
        <div>
          <Heading id={id} className={classes.title}>
            {title}
          </Heading>
          {subtitle && <p className={classes.subtitle}>{subtitle}</p>}
        </div>
        {side}
      </div>
      {children}
      <figcaption className={classes.foot}>
        {note && <p className={classes.note}>{note}</p>}
        <BehindToggle title={title} table={table} />
      </figcaption>
    </figure>
  );
}

/** Hundreds of rows are only made when somebody asks for them. */
function BehindToggle({ title, table }: { title: string; table: ChartTable }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={classes.table} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("chart.asTable")}</summary>
      {isOpen && (
        <div className={classes.rows}>
          <WideTable label={t("chart.tableOf", { title })} minWidth={table.columns.length * 96}>
            <Table.Thead>
              <Table.Tr>
                {table.columns.map((column, index) => (
                  <Table.Th key={index} scope="col">
                    {column}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {table.rows.map(([head, ...cells], index) => (
                <Table.Tr key={index}>
                  <Table.Th scope="row">{head}</Table.Th>
                  {cells.map((cell, index) => (
                    <Table.Td key={index}>{cell}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </WideTable>
        </div>
      )}
    </details>
  );
}
