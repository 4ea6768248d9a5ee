/** The small mirrored picture of myself; what it shows is what is sent. Hiding it does not stop it. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { LiveSession } from "@/realtime/live-session";

import classes from "./rail.module.css";

export function OnAirVideo({ session, stream }: { session: LiveSession; stream: MediaStream }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const [isHidden, setHidden] = useState(false);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream;
    void element.play().catch(() => undefined);
    session.goOnAir(element);
  }, [session, stream]);
  return (
    <div className={classes.self}>
      <video ref={video} className={classes.thumb} data-hidden={isHidden || undefined} aria-label={t("rail.thumb")} muted playsInline />
      <button type="button" className={classes.textButton} onClick={() => setHidden(!isHidden)}>
        {isHidden ? t("rail.showThumb") : t("rail.hideThumb")}
      </button>
    </div>
  );
}
