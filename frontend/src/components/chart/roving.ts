/** One tab stop for a whole chart: arrow keys walk its points, the pointer and the focus name the same one. */
import { useState, type KeyboardEvent } from "react";

interface Steps {
  /** Where the points begin; a grid may have empty places before them. */
  first?: number;
  /** How many places there are, empty ones before the first point included. */
  count: number;
  /** How far a step to the next column or row goes; a line of points has no rows. */
  across?: number;
  down?: number;
  isMirrored: boolean;
}

export interface Roving {
  active: number | null;
  group: {
    onKeyDown: (event: KeyboardEvent<Element>) => void;
    onPointerLeave: () => void;
  };
  point: (index: number) => {
    "data-point": number;
    tabIndex: number;
    onFocus: () => void;
    onBlur: () => void;
    onPointerEnter: () => void;
  };
}

export function useRoving({ first = 0, count, across = 1, down = 0, isMirrored }: Steps): Roving {
  const [active, setActive] = useState<number | null>(null);
  const [entry, setEntry] = useState(count - 1);
  const stop = Math.max(first, Math.min(entry, count - 1));
  const forward = isMirrored ? -across : across;
  const targets: Record<string, number> = {
    ArrowRight: stop + forward,
    ArrowLeft: stop - forward,
    ArrowDown: stop + down,
    ArrowUp: stop - down,
    Home: first,
    End: count - 1,
  };
  const onKeyDown = (event: KeyboardEvent<Element>) => {
    if (event.key === "Escape") setActive(null);
    const target = targets[event.key];
    if (target === undefined || target === stop) return;
    event.preventDefault();
    event.currentTarget.querySelector<SVGElement>(`[data-point="${target}"]`)?.focus();
  };
  const show = (index: number) => () => {
    setActive(index);
    setEntry(index);
  };
  const hide = () => setActive(null);
  return {
    active: active !== null && active < count ? active : null,
    group: { onKeyDown, onPointerLeave: hide },
    point: (index) => ({
      "data-point": index,
      tabIndex: index === stop ? 0 : -1,
      onFocus: show(index),
      onBlur: hide,
      onPointerEnter: show(index),
    }),
  };
}
