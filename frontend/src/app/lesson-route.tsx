/** Joins the lesson, the live rail and the live class into one page; neither knows the other. */
import { Anchor, Button } from "@mantine/core";
import { useCallback, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";

import { api, type Schema } from "@/api/client";
import { useMe, type Me } from "@/api/me";
import { Loaded } from "@/components/ui/loaded";
import { tellProblem } from "@/components/ui/tell";
import { LessonPage } from "@/features/lesson/lesson-page";
import { Rail } from "@/features/live/rail";
import { useLiveSession } from "@/features/live/use-live-session";
import { OpenLiveClass } from "@/features/panel/open-live-class";
import type { MessageAction } from "@/features/support/message-actions";
import { MessageSlot } from "@/features/support/message-slot";
import { useLessonActivity } from "@/features/support/use-lesson-activity";
import { CareButtons } from "@/features/wellbeing/care-buttons";
import { CareDialogs, type Care } from "@/features/wellbeing/care-dialogs";
import { addMark } from "@/lib/timeline";
import { useStore } from "@/realtime/store";
import type { LiveSession, LiveState, Reading } from "@/realtime/live-session";

import classes from "./lesson-route.module.css";

export function LessonRoute() {
  const lessonId = Number(useParams().lessonId);
  const liveClassId = Number(useSearchParams()[0].get("class")) || null;
  const { me } = useMe();
  const lesson = api.useQuery("get", "/api/lessons/{lesson_id}", { params: { path: { lesson_id: lessonId } } });
  return (
    <Loaded query={lesson} rows={5}>
      {(data) =>
        me?.role === "student" ? <LearnerLesson key={`${data.id} ${liveClassId}`} lesson={data} me={me} liveClassId={liveClassId} /> : <TaughtLesson key={data.id} lesson={data} />
      }
    </Loaded>
  );
}

function LearnerLesson({ lesson, me, liveClassId }: { lesson: Schema["LessonOut"]; me: Me; liveClassId: number | null }) {
  const section = useRef(0);
  const keepMark = useCallback(
    (reading: Reading) =>
      addMark(me.id, { id: lesson.id, title: lesson.title }, {
        at: Date.now(),
        section: section.current,
        label: reading.label,
        confidence: reading.confidence,
      }),
    [me.id, lesson.id, lesson.title],
  );
  const session = useLiveSession({ lessonId: lesson.id, liveClassId, optIn: false }, keepMark);
  const state = useStore(session.store);
  const { root, reachSection } = useLessonActivity(session);
  const [care, setCare] = useState<Care | null>(null);
  const onSection = useCallback(
    (next: number) => {
      section.current = next;
      reachSection(next);
    },
    [reachSection],
  );
  const inClass = liveClassId !== null;
  const act = useMessageAction(session, lesson, inClass, root, setCare);
  return (
    <div ref={root} className={classes.whole}>
    <LessonPage
      lesson={lesson}
      isLearner
      onSection={onSection}
      followed={inClass && !state.classEnded ? state.position : null}
      over={<ClassBanner lesson={lesson} liveClassId={liveClassId} state={state} />}
      side={
        <Rail
          session={session}
          userId={me.id}
          inClass={inClass}
          lesson={lesson}
          messages={<MessageSlot session={session} inClass={inClass} onAction={act} />}
          care={<CareButtons onCare={setCare} />}
        />
      }
    />
    <CareDialogs care={care} onClose={() => setCare(null)} />
    </div>
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

const LOOK_FOR_CLASS_MS = 15_000;

function ClassBanner({ lesson, liveClassId, state }: { lesson: Schema["LessonOut"]; liveClassId: number | null; state: LiveState }) {
  const { t } = useTranslation();
  const query = { course_id: lesson.course_id, open_only: true };
  const open = api.useQuery("get", "/api/live-classes", { params: { query } }, { refetchInterval: LOOK_FOR_CLASS_MS });
  if (state.classEnded) return <p className={classes.banner}>{t("lesson.ended")}</p>;
  const live = open.data?.items.find((each) => each.lesson_id === lesson.id);
  if (!live) return null;
  if (live.id !== liveClassId) {
    return (
      <div className={classes.banner}>
        <span>{live.tutor ? t("lesson.liveBanner", { tutor: live.tutor }) : t("lesson.liveBannerNoName")}</span>
        <Button component={Link} to={`/lessons/${lesson.id}?class=${live.id}`}>
          {t("lesson.joinLive")}
        </Button>
      </div>
    );
  }
  return live.call_url ? (
    <div className={classes.banner}>
      <Anchor href={live.call_url} target="_blank" rel="noopener noreferrer">
        {t("lesson.openCall")}
      </Anchor>
    </div>
  ) : null;
}

function TaughtLesson({ lesson }: { lesson: Schema["LessonOut"] }) {
  const { t } = useTranslation();
  const ignore = useCallback(() => undefined, []);
  const teaches = lesson.body !== null;
  const over = teaches && (
    <div className={classes.banner}>
      <OpenLiveClass lessonId={lesson.id} />
      <Anchor component={Link} to={`/lessons/${lesson.id}/edit`}>
        {t("lesson.edit")}
      </Anchor>
    </div>
  );
  return <LessonPage lesson={lesson} isLearner={false} side={null} over={over} followed={null} onSection={ignore} />;
}
