/** Opens one live session for as long as a lesson is shown. */
import { useEffect, useState } from "react";

import { LiveSession, type Place, type Reading } from "@/realtime/live-session";

export function useLiveSession(place: Place | null, onReading: (reading: Reading) => void): LiveSession | null {
  const [session, setSession] = useState<LiveSession | null>(null);
  const lessonId = place?.lessonId;
  const liveClassId = place?.liveClassId ?? null;
  useEffect(() => {
    if (lessonId === undefined) return;
    const opened = new LiveSession({ lessonId, liveClassId, optIn: false }, onReading);
    setSession(opened);
    return () => {
      opened.stop();
      setSession(null);
    };
  }, [lessonId, liveClassId, onReading]);
  return session;
}
