/** A lesson's video; it starts where it was left, or where the tutor is. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { FollowedPosition } from "./following";
import classes from "./lesson-page.module.css";

interface Props {
  url: string;
  startAt: number;
  followed: FollowedPosition | null;
  onTime: (seconds: number) => void;
}

/** Nearer than this is left alone: every jump would be heard. */
const DRIFT_S = 2;

export function LessonVideo({ url, startAt, followed, onTime }: Props) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element || !followed) return;
    if (Math.abs(element.currentTime - followed.video_seconds) > DRIFT_S) element.currentTime = followed.video_seconds;
    if (followed.playing) void element.play().catch(() => undefined);
    else element.pause();
  }, [followed]);
  return (
    // Captions come with the video file where it has them; the platform has no track of its own to offer.
    // eslint-disable-next-line jsx-a11y/media-has-caption
    <video
      ref={video}
      className={classes.video}
      src={url}
      controls
      preload="metadata"
      aria-label={t("lesson.video")}
      onLoadedMetadata={(event) => {
        if (!followed && startAt > 0) event.currentTarget.currentTime = startAt;
      }}
      onPause={(event) => onTime(event.currentTarget.currentTime)}
    />
  );
}
