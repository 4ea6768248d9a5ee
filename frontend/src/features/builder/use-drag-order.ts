/**
 * Putting things in order by their handles: with a finger or mouse, or with the arrow keys. It knows lists and
 * places (marked by `data-list` and `data-item`), not what stands there.
 */
import { useEffect, useState, type KeyboardEvent, type PointerEvent } from "react";

/** `list` is "kind:name"; things only move between lists of one kind. */
export interface Place {
  list: string;
  index: number;
}

interface Options {
  /** `to` counts as if the thing had already been taken out. */
  onMove: (from: Place, to: Place) => void;
  onStep: (from: Place, by: -1 | 1) => void;
}

export interface DragOrder {
  handle: (place: Place) => HandleProps;
  /** How a thing looks while something is dragged: lifted, or about to get a neighbour. */
  look: (place: Place, count: number) => "lifted" | "before" | "after" | undefined;
}

export interface HandleProps {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

const STEPS: Record<string, -1 | 1> = { ArrowUp: -1, ArrowDown: 1 };
const EDGE_PX = 90;
const SCROLL_PX = 14;

export function useDragOrder({ onMove, onStep }: Options): DragOrder {
  const [drag, setDrag] = useState<{ from: Place; gap: Place } | null>(null);
  const isDragging = drag !== null;
  useEffect(() => {
    if (!isDragging) return;
    const cancel = (event: globalThis.KeyboardEvent) => event.key === "Escape" && setDrag(null);
    window.addEventListener("keydown", cancel);
    return () => window.removeEventListener("keydown", cancel);
  }, [isDragging]);
  const drop = () => {
    if (!drag) return;
    setDrag(null);
    const to = withoutGap(drag.from, drag.gap);
    if (!isSame(drag.from, to)) onMove(drag.from, to);
  };
  const handle = (place: Place): HandleProps => ({
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from: place, gap: place });
    },
    onPointerMove: (event) => {
      if (!drag) return;
      scrollAtEdge(event.clientY);
      const gap = findGap(kindOf(place), event.clientY);
      if (gap && !isSame(gap, drag.gap)) setDrag({ ...drag, gap });
    },
    onPointerUp: drop,
    onPointerCancel: () => setDrag(null),
    onKeyDown: (event) => {
      const by = STEPS[event.key];
      if (!by) return;
      event.preventDefault();
      onStep(place, by);
      keepFocus(event.currentTarget.id);
    },
  });
  const look = (place: Place, count: number) => {
    if (!drag) return undefined;
    if (isSame(drag.from, place)) return "lifted";
    if (isSame(drag.gap, place)) return "before";
    return isSame(drag.gap, { list: place.list, index: count }) && place.index === count - 1 ? "after" : undefined;
  };
  return { handle, look };
}

/** The gap under the pointer: the nearest list of that kind, before the first thing whose middle lies below. */
function findGap(kind: string, y: number): Place | null {
  const lists = [...document.querySelectorAll<HTMLElement>(`[data-list^="${kind}:"]`)];
  const [nearest] = lists.sort((a, b) => distanceTo(a, y) - distanceTo(b, y));
  if (!nearest?.dataset.list) return null;
  const things = [...nearest.querySelectorAll<HTMLElement>(":scope > [data-item]")];
  return { list: nearest.dataset.list, index: things.filter((thing) => middleOf(thing) < y).length };
}

function withoutGap(from: Place, gap: Place): Place {
  return from.list === gap.list && gap.index > from.index ? { ...gap, index: gap.index - 1 } : gap;
}

function isSame(a: Place, b: Place): boolean {
  return a.list === b.list && a.index === b.index;
}

function kindOf(place: Place): string {
  return place.list.slice(0, place.list.indexOf(":"));
}

function distanceTo(element: HTMLElement, y: number): number {
  const { top, bottom } = element.getBoundingClientRect();
  return Math.max(top - y, y - bottom, 0);
}

function middleOf(element: HTMLElement): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}

function scrollAtEdge(y: number): void {
  if (y < EDGE_PX) window.scrollBy(0, -SCROLL_PX);
  else if (y > window.innerHeight - EDGE_PX) window.scrollBy(0, SCROLL_PX);
}

/** A thing that moves to another list is drawn anew; the keyboard stays on its handle. */
function keepFocus(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
