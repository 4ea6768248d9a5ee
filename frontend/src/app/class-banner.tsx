/** Above a learner's lesson: a class to join, the call of the one joined, or that it is over and where to go then. */
import { Anchor, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schema } from "@/api/client";

import classes from "./lesson-route.module.css";

const LOOK_FOR_CLASS_MS = 15_000;

interface Props {
  lesson: { id: number; course_id: number };
  /** The class that was joined, if one was. */
  liveClassId: number | null;
  hasEnded: boolean;
}

export function ClassBanner({ lesson, liveClassId, hasEnded }: Props) {
  const query = { course_id: lesson.course_id, open_only: true };
  const open = api.useQuery("get", "/api/live-classes", { params: { query } }, { refetchInterval: LOOK_FOR_CLASS_MS });
  const live = open.data?.items[0];
  if (live && live.id !== liveClassId) return <JoinClass live={live} isHere={live.lesson_id === lesson.id} />;
  if (hasEnded) return <ClassOver courseId={lesson.course_id} />;
  return live?.call_url ? <OpenCall url={live.call_url} /> : null;
}

function JoinClass({ live, isHere }: { live: Schema["LiveClassOut"]; isHere: boolean }) {
  const { t } = useTranslation();
  const taughtHere = live.tutor ? t("lesson.liveBanner", { tutor: live.tutor }) : t("lesson.liveBannerNoName");
  return (
    <div className={classes.banner}>
      <span>{isHere ? taughtHere : t("course.liveNow", { lesson: live.lesson_title })}</span>
      <Button component={Link} to={`/lessons/${live.lesson_id}?class=${live.id}`}>
        {t("lesson.joinLive")}
      </Button>
    </div>
  );
}

function ClassOver({ courseId }: { courseId: number }) {
  const { t } = useTranslation();
  return (
    <div className={classes.banner}>
      <span>{t("lesson.ended")}</span>
      <Anchor component={Link} to={`/courses/${courseId}`}>
        {t("lesson.toCourse")}
      </Anchor>
    </div>
  );
}

function OpenCall({ url }: { url: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.banner}>
      <Anchor href={url} target="_blank" rel="noopener noreferrer">
        {t("lesson.openCall")}
      </Anchor>
    </div>
  );
}
