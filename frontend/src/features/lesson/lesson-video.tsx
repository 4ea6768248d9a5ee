/** A lesson's video; it starts where it was left. The tutor leads through the text, everybody watches at their own pace. */
import { useTranslation } from "react-i18next";

import classes from "./lesson-page.module.css";

/** Whoever leaves without pausing finds their place again, give or take this much. */
const STEP_S = 10;

interface Props {
  url: string;
  startAt: number;
  onTime: (seconds: number) => void;
}

export function LessonVideo({ url, startAt, onTime }: Props) {
  const { t } = useTranslation();
  return (
    // Captions come with the video file where it has them; the platform has no track of its own to offer.
    // eslint-disable-next-line jsx-a11y/media-has-caption
    <video
      className={classes.video}
      src={url}
      controls
      preload="metadata"
      aria-label={t("lesson.video")}
      onLoadedMetadata={(event) => {
        if (startAt > 0) event.currentTarget.currentTime = startAt;
      }}
      onTimeUpdate={(event) => onTime(Math.floor(event.currentTarget.currentTime / STEP_S) * STEP_S)}
      onPause={(event) => onTime(event.currentTarget.currentTime)}
    />
  );
}
