/** Words beside shapes, where a label does not fit beside its line. */
import { ShapeGlyph } from "@/components/emotion/emotion-glyph";

import classes from "./chart.module.css";
import type { SeriesLook } from "./look";

export interface LegendItem {
  key: string;
  name: string;
  look: SeriesLook;
  value?: string;
}

export function Legend({ items, label }: { items: readonly LegendItem[]; label: string }) {
  return (
    <ul className={classes.legend} aria-label={label}>
      {items.map(({ key, name, look, value }) => (
        <li key={key}>
          {look.dash ? <DashSample look={look} /> : <ShapeGlyph look={look} size={15} />}
          <span>{name}</span>
          {value && <b>{value}</b>}
        </li>
      ))}
    </ul>
  );
}

function DashSample({ look }: { look: SeriesLook }) {
  return (
    <svg width="26" height="10" aria-hidden="true" focusable="false">
      <line x1="0" x2="26" y1="5" y2="5" stroke={look.color} strokeWidth="2" strokeDasharray={look.dash} />
    </svg>
  );
}
