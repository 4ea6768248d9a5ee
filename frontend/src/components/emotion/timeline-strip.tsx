/** Ten-second marks side by side: colour, shape on demand, and a sentence for those who cannot see it. */
import { useTranslation } from "react-i18next";

import type { Mark } from "@/lib/timeline";

import { isEmotion, lookOf, type Emotion } from "./emotion";
import { EmotionGlyph } from "./emotion-glyph";
import classes from "./timeline-strip.module.css";

export function TimelineStrip({ marks }: { marks: readonly Mark[] }) {
  const { t } = useTranslation();
  const counts = countLabels(marks);
  const word = (label: Emotion | null) => t(label ? `emotion.${label}` : "emotion.cantTell");
  const summary = counts.map(([label, count]) => `${word(label)} ${count}`).join(", ");
  return (
    <figure className={classes.figure}>
      <div className={classes.strip} role="img" aria-label={t("rail.timelineLabel", { summary })}>
        {marks.map((mark) => (
          <span
            key={mark.at}
            className={classes.mark}
            data-unsure={mark.label === null || undefined}
            style={{ "--mark": lookOf(mark.label).color, "--strength": 0.35 + 0.65 * mark.confidence } as React.CSSProperties}
          />
        ))}
      </div>
      <figcaption className={classes.legend}>
        {counts.slice(0, 4).map(([label]) => (
          <span key={label ?? "none"}>
            <EmotionGlyph label={label} size={14} /> {word(label)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function countLabels(marks: readonly Mark[]): [Emotion | null, number][] {
  const counts = new Map<Emotion | null, number>();
  for (const { label } of marks) {
    const known = label && isEmotion(label) ? label : null;
    counts.set(known, (counts.get(known) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
