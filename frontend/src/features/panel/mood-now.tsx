/** The class's mood of the last closed ten seconds and how it went in the last ten minutes. */
import { useTranslation } from "react-i18next";

import { isEmotion, lookOf } from "@/components/emotion/emotion";
import { EmotionGlyph } from "@/components/emotion/emotion-glyph";
import { Card } from "@/components/ui/card";
import { formatClock, formatShare } from "@/lib/format";
import type { Panel } from "@/realtime/panel-watch";

import { MoodTrend } from "./mood-trend";
import classes from "./mood.module.css";

/** Below this the rest is rounding. */
const LEAST_SHARE = 0.03;

export function MoodNow({ panel }: { panel: Panel }) {
  const { t, i18n } = useTranslation();
  const { mood } = panel;
  if (!mood) {
    return (
      <Card title={t("panel.mood")}>
        <p className={classes.why}>{t(`panel.moodReason.${panel.mood_reason === "shown" ? "waiting" : panel.mood_reason}`)}</p>
      </Card>
    );
  }
  const shares = Object.entries(mood.shares).sort((a, b) => b[1] - a[1]);
  const others = 1 - (mood.unsure ?? 0) - shares.reduce((sum, [, share]) => sum + share, 0);
  return (
    <Card title={t("panel.mood")} side={<span className={classes.basis}>{t("panel.basis", { count: mood.cohort, time: formatClock(mood.end, i18n.language) })}</span>}>
      <div className={classes.bar} aria-hidden="true">
        {shares.map(([label, share]) => (
          <span key={label} style={{ flexGrow: share, background: lookOf(label).color }} />
        ))}
        {mood.unsure ? <span className={classes.unsure} style={{ flexGrow: mood.unsure }} /> : null}
        {others >= LEAST_SHARE && <span style={{ flexGrow: others }} />}
      </div>
      <ul className={classes.words}>
        {shares.map(([label, share]) => (
          <li key={label}>
            <EmotionGlyph label={label} size={18} />
            <span>{isEmotion(label) ? t(`emotion.${label}`) : t("emotion.cantTell")}</span>
            <b>{formatShare(share, i18n.language)}</b>
          </li>
        ))}
        {mood.unsure ? (
          <li>
            <EmotionGlyph label={null} size={18} />
            <span>{t("emotion.cantTell")}</span>
            <b>{formatShare(mood.unsure, i18n.language)}</b>
          </li>
        ) : null}
        {others >= LEAST_SHARE && (
          <li>
            <i className={classes.rest} />
            <span>{t("panel.others")}</span>
            <b>{formatShare(others, i18n.language)}</b>
          </li>
        )}
      </ul>
      {panel.trend.length > 1 && <MoodTrend windows={panel.trend} />}
    </Card>
  );
}
