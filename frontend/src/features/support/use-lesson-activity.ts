/** Tells the live session how the student gets on inside one element. */
import { useCallback, useEffect, useRef, useState, type RefObject } from "react";

import type { LiveSession } from "@/realtime/live-session";

import { LessonActivity } from "./lesson-activity";

export function useLessonActivity(session: LiveSession): { root: RefObject<HTMLDivElement | null>; reachSection: (section: number) => void } {
  const root = useRef<HTMLDivElement>(null);
  const [activity] = useState(() => new LessonActivity((kind, item, second) => session.talk.noteActivity(kind, item, second)));
  useEffect(() => (root.current ? activity.watch(root.current) : undefined), [activity]);
  return { root, reachSection: useCallback((section: number) => activity.reachSection(section), [activity]) };
}
