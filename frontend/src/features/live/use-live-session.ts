/** Keeps one live session open for as long as its component is shown; the place never changes under it. */
import { useEffect, useState } from "react";

import { LiveSession, type Place, type Reading } from "@/realtime/live-session";

export function useLiveSession(place: Place, onReading: (reading: Reading) => void): LiveSession {
  const [session] = useState(() => new LiveSession(place, onReading));
  useEffect(() => {
    session.start();
    return session.stop;
  }, [session]);
  return session;
}
