/** Joins the lesson, what is live beside it and the live class into one page; none knows the others. */
import { Anchor } from "@mantine/core";
import { lazy, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";

import { api, type Schema } from "@/api/client";
import { useMe, type Me } from "@/api/me";
import { Later } from "@/components/ui/later";
import { Loaded } from "@/components/ui/loaded";
import { LessonPage } from "@/features/lesson/lesson-page";
import { RailRoom } from "@/features/live/rail-room";
import { lazyWhenQuiet } from "@/lib/quiet";

import { ClassBanner } from "./class-banner";
import type { ClassState } from "./lesson-live";
import classes from "./lesson-route.module.css";

// The text can be read before the rest has come.
const LessonLive = lazyWhenQuiet(async () => (await import("./lesson-live")).LessonLive);
const OpenLiveClass = lazy(async () => ({ default: (await import("@/features/panel/open-live-class")).OpenLiveClass }));

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
  const root = useRef<HTMLDivElement>(null);
  const [section, setSection] = useState(0);
  const [{ position, hasEnded }, setClass] = useState<ClassState>({ position: null, hasEnded: false });
  const inClass = liveClassId !== null;
  return (
    <div ref={root} className={classes.whole}>
      <LessonPage
        lesson={lesson}
        isLearner
        onSection={setSection}
        followed={inClass && !hasEnded ? position : null}
        over={<ClassBanner lesson={lesson} liveClassId={liveClassId} hasEnded={hasEnded} />}
        side={
          <Later place={<RailRoom />}>
            <LessonLive lesson={lesson} me={me} liveClassId={liveClassId} section={section} root={root} onClass={setClass} />
          </Later>
        }
      />
    </div>
  );
}

function TaughtLesson({ lesson }: { lesson: Schema["LessonOut"] }) {
  const { t } = useTranslation();
  const ignore = useCallback(() => undefined, []);
  const teaches = lesson.body !== null;
  const over = teaches && (
    <div className={classes.banner}>
      <Later>
        <OpenLiveClass lesson={lesson} />
      </Later>
      <Anchor component={Link} to={`/lessons/${lesson.id}/edit`}>
        {t("lesson.edit")}
      </Anchor>
    </div>
  );
  return <LessonPage lesson={lesson} isLearner={false} side={null} over={over} followed={null} onSection={ignore} />;
}
