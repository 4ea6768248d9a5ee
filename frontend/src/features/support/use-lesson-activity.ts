/** Tells the live session how the student gets on inside one element. */
import { useEffect, useState, type RefObject } from "react";

import type { LiveSession } from "@/realtime/live-session";

import { LessonActivity } from "./lesson-activity";

export function useLessonActivity(session: LiveSession, root: RefObject<HTMLElement | null>, section: number): void {
  const [activity] = useState(() => new LessonActivity((kind, item, second) => session.talk.noteActivity(kind, item, second)));
  useEffect(() => (root.current ? activity.watch(root.current) : undefined), [activity, root]);
  useEffect(() => activity.reachSection(section), [activity, section]);
}
