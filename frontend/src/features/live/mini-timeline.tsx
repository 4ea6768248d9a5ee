/** The last minutes of my own readout as a strip. It is read from this browser and sent nowhere. */
import { Anchor } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { TimelineStrip } from "@/components/emotion/timeline-strip";
import { readTimeline } from "@/lib/timeline";

import rail from "./rail.module.css";

const REFRESH_MS = 10_000;
const SHOWN_MARKS = 60;

export function MiniTimeline({ userId, lessonId, isLive }: { userId: number; lessonId: number; isLive: boolean }) {
  const { t } = useTranslation();
  const [timeline, setTimeline] = useState(() => readTimeline(userId, lessonId));
  useEffect(() => {
    if (!isLive) return;
    const timer = window.setInterval(() => setTimeline(readTimeline(userId, lessonId)), REFRESH_MS);
    return () => window.clearInterval(timer);
  }, [userId, lessonId, isLive]);
  const marks = timeline?.marks.slice(-SHOWN_MARKS) ?? [];
  return (
    <section className={rail.part}>
      <h2 className={rail.head}>{t("rail.timeline")}</h2>
      {marks.length > 0 ? <TimelineStrip marks={marks} /> : <p className={rail.note}>{t("rail.timelineEmpty")}</p>}
      <p className={rail.note}>
        <Anchor component={Link} to="/my-data" inherit underline="always">
          {t("rail.timelineAll")}
        </Anchor>
      </p>
    </section>
  );
}
