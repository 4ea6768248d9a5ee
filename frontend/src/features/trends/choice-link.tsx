/** A link that changes some of what is chosen and keeps the rest, also a choice that is not drawn yet. */
import type { MouseEvent, ReactNode } from "react";
import { Link } from "react-router";

import { writeFilters, type Filters } from "./filters";
import { useFilters } from "./use-filters";

interface Props {
  filters: Filters;
  changes: Partial<Filters>;
  /** Without it, going back leads to what was chosen before. */
  replace?: boolean;
  className?: string;
  "aria-current"?: "true";
  children: ReactNode;
}

export function ChoiceLink({ filters, changes, replace = false, children, ...rest }: Props) {
  const [, change] = useFilters();
  const choose = (event: MouseEvent) => {
    if (opensElsewhere(event)) return;
    event.preventDefault();
    change(changes, { replace });
  };
  return (
    <Link to={`?${writeFilters({ ...filters, ...changes })}`} onClick={choose} {...rest}>
      {children}
    </Link>
  );
}

/** A new tab, a new window, a download: the browser's own business. */
function opensElsewhere({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button !== 0 || metaKey || ctrlKey || shiftKey || altKey;
}
