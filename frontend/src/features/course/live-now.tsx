/** Says when a class of this course is on, and lets one in; administrators neither sit in a class nor watch it. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schema } from "@/api/client";

import classes from "./course-page.module.css";

const LOOK_EVERY_MS = 15_000;

export function LiveNow({ course }: { course: Schema["CourseOut"] }) {
  const { t } = useTranslation();
  const query = { course_id: course.id, open_only: true };
  const open = api.useQuery("get", "/api/live-classes", { params: { query } }, { refetchInterval: LOOK_EVERY_MS });
  const live = open.data?.items[0];
  if (!live) return null;
  const teaches = course.role === "tutor";
  return (
    <div className={classes.live}>
      <span>{t("course.liveNow", { lesson: live.lesson_title })}</span>
      {course.role !== "admin" && (
        <Button component={Link} to={teaches ? `/live/${live.id}` : `/lessons/${live.lesson_id}?class=${live.id}`}>
          {t(teaches ? "course.openPanel" : "course.joinLive")}
        </Button>
      )}
    </div>
  );
}
