/** One course as a card: what it is and how far I am. */
import { Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Schema } from "@/api/client";

import classes from "./home-page.module.css";

export function CourseCard({ course }: { course: Schema["CourseOut"] }) {
  const { t } = useTranslation();
  const share = course.lessons === 0 ? 0 : (course.completed / course.lessons) * 100;
  return (
    <li className={classes.card}>
      <h3 className={classes.cardTitle}>
        <Link to={`/courses/${course.id}`}>{course.title}</Link>
      </h3>
      <p className={classes.summary}>{course.summary}</p>
      {course.role === "student" ? (
        <div className={classes.foot}>
          <Progress value={share} size={5} className={classes.bar} aria-label={t("home.progressOf", { course: course.title })} />
          <span>{t("home.doneOf", { done: course.completed, count: course.lessons })}</span>
        </div>
      ) : (
        <div className={classes.foot}>
          <span>{t("home.students", { count: course.students })}</span>
          <span>{t("home.lessons", { count: course.lessons })}</span>
        </div>
      )}
    </li>
  );
}
