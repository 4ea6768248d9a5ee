/**
 * What stands beside the lesson of a learner: the live session and all that it shows. It comes after the lesson
 * itself, which can be read before, and tells it only where the tutor is.
 */
import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { useNavigate } from "react-router";

import type { Schema } from "@/api/client";
import type { Me } from "@/api/me";
import { tellProblem } from "@/components/ui/tell";
import { Rail } from "@/features/live/rail";
import { useLiveSession } from "@/features/live/use-live-session";
import type { MessageAction } from "@/features/support/message-actions";
import { MessageSlot } from "@/features/support/message-slot";
import { useLessonActivity } from "@/features/support/use-lesson-activity";
import { CareButtons } from "@/features/wellbeing/care-buttons";
import { CareDialogs, type Care } from "@/features/wellbeing/care-dialogs";
import { addMark } from "@/lib/timeline";
import type { ClassPosition, LiveSession, Reading } from "@/realtime/live-session";
import { useStore } from "@/realtime/store";

/** What the lesson has to know of a live class. */
export interface ClassState {
  position: ClassPosition | null;
  hasEnded: boolean;
}

interface Props {
  lesson: Schema["LessonOut"];
  me: Me;
  liveClassId: number | null;
  /** The part that is being read. */
  section: number;
  /** Where the learner acts. */
  root: RefObject<HTMLElement | null>;
  onClass: (state: ClassState) => void;
}

export function LessonLive({ lesson, me, liveClassId, section, root, onClass }: Props) {
  const now = useRef(section);
  useEffect(() => void (now.current = section), [section]);
  const keepMark = useCallback(
    (reading: Reading) =>
      addMark(me.id, { id: lesson.id, title: lesson.title }, {
        at: Date.now(),
        section: now.current,
        label: reading.label,
        confidence: reading.confidence,
      }),
    [me.id, lesson.id, lesson.title],
  );
  const session = useLiveSession({ lessonId: lesson.id, liveClassId, optIn: false }, keepMark);
  const { position, classEnded } = useStore(session.store);
  useEffect(() => onClass({ position, hasEnded: classEnded }), [position, classEnded, onClass]);
  useLessonActivity(session, root, section);
  const [care, setCare] = useState<Care | null>(null);
  const inClass = liveClassId !== null && !classEnded;
  const act = useMessageAction(session, lesson, inClass, root, setCare);
  return (
    <>
      <Rail
        session={session}
        userId={me.id}
        inClass={inClass}
        lesson={lesson}
        messages={<MessageSlot session={session} inClass={inClass} onAction={act} />}
        care={<CareButtons onCare={setCare} />}
      />
      <CareDialogs care={care} onClose={() => setCare(null)} />
    </>
  );
}

const REPLAY_S = 30;

/** What a message offered and the student chose. */
function useMessageAction(
  session: LiveSession,
  lesson: Schema["LessonOut"],
  inClass: boolean,
  root: RefObject<HTMLElement | null>,
  onCare: (care: Care) => void,
) {
  const navigate = useNavigate();
  return (action: MessageAction) => {
    if (action === "replay") return replay(root.current);
    if (action !== "ask") return onCare(action);
    if (!inClass) return void navigate(`/courses/${lesson.course_id}?tab=questions`);
    session.setHelp(true).catch(tellProblem);
  };
}

/** Half a minute of video again, or the part that is being read from its beginning. */
function replay(root: HTMLElement | null): void {
  const video = root?.querySelector("video");
  const isWatched = video !== null && video !== undefined && video.currentTime > 0;
  if (isWatched) video.currentTime = Math.max(0, video.currentTime - REPLAY_S);
  const parts = [...(root?.querySelectorAll("[data-section]") ?? [])];
  const above = parts.filter((part) => part.getBoundingClientRect().top < window.innerHeight / 3).at(-1);
  (isWatched ? video : above)?.scrollIntoView({ block: isWatched ? "center" : "start" });
}
