/** The room a chart has: its measured width, its margins, and which way the reader reads. */
import { useEffect, useState } from "react";

export interface Margins {
  top: number;
  bottom: number;
  /** On the side where reading starts, where the axis has its words. */
  start: number;
  end: number;
}

export interface Space {
  width: number;
  height: number;
  isMirrored: boolean;
  plotWidth: number;
  plotHeight: number;
  margins: Margins;
  /** Pixels from 0 to 1 along the reading direction, and from the ground up. */
  x: (fraction: number) => number;
  y: (fraction: number) => number;
  /** Where a fraction of the plot stands as a fraction of the whole sheet. */
  onSheet: (fraction: number) => number;
}

interface Measured {
  space: Space;
  /** Given to the element whose width counts. */
  measure: (element: HTMLDivElement | null) => void;
}

/** Before anything was measured, and where nothing can be. */
const FIRST_WIDTH = 640;

export function useSpace(height: number, marginsAt: (width: number) => Margins): Measured {
  const [element, measure] = useState<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(FIRST_WIDTH);
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(200, Math.round(entry.contentRect.width))));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  const isMirrored = document.documentElement.dir === "rtl";
  const margins = marginsAt(width);
  const plotWidth = width - margins.start - margins.end;
  const plotHeight = height - margins.top - margins.bottom;
  const fromStart = (fraction: number) => margins.start + fraction * plotWidth;
  const space: Space = {
    width,
    height,
    isMirrored,
    plotWidth,
    plotHeight,
    margins,
    x: (fraction) => (isMirrored ? width - fromStart(fraction) : fromStart(fraction)),
    y: (fraction) => margins.top + (1 - fraction) * plotHeight,
    onSheet: (fraction) => fromStart(fraction) / width,
  };
  return { space, measure };
}
