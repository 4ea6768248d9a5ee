/** Lets a wide table scroll sideways on a phone, by finger and by keyboard. */
import { Table } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./wide-table.module.css";

interface Props {
  label: string;
  minWidth: number;
  children: ReactNode;
}

export function WideTable({ label, minWidth, children }: Props) {
  return (
    // A region that scrolls must be reachable by keyboard, although nothing in it may be.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div role="region" aria-label={label} tabIndex={0} className={classes.wide}>
      <Table verticalSpacing="sm" miw={minWidth}>
        {children}
      </Table>
    </div>
  );
}
