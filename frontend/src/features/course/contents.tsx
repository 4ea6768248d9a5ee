/** The table of contents with how far I am. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Schema } from "@/api/client";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { Loaded } from "@/components/ui/loaded";

import classes from "./course-page.module.css";

export function Contents({ course }: { course: Schema["CourseOut"] }) {
  const { t } = useTranslation();
  const outline = api.useQuery("get", "/api/courses/{course_id}/modules", { params: { path: { course_id: course.id } } });
  return (
    <Loaded query={outline}>
      {({ items }) =>
        items.every((module) => module.lessons.length === 0) ? (
          <EmptyState title={t("course.emptyTitle")} text={t(course.role === "student" ? "course.emptyStudent" : "course.emptyTutor")} />
        ) : (
          items.map((module) => (
            <section key={module.id} className={classes.chapter}>
              <h2 className={classes.chapterTitle}>{module.title}</h2>
              <ol className={classes.lessons}>
                {module.lessons.map((lesson) => (
                  <LessonLine key={lesson.id} lesson={lesson} />
                ))}
              </ol>
            </section>
          ))
        )
      }
    </Loaded>
  );
}

function LessonLine({ lesson }: { lesson: Schema["OutlineLessonOut"] }) {
  const { t } = useTranslation();
  const state = lesson.completed ? "done" : lesson.started ? "started" : "new";
  return (
    <li className={classes.lesson}>
      <span className={classes.state} data-state={state} aria-hidden="true">
        {state === "done" && <Icon name="check" size={14} />}
      </span>
      <Link to={`/lessons/${lesson.id}`}>{lesson.title}</Link>
      <span className={classes.facts}>
        {lesson.has_quiz && `${t("course.quiz")} · `}
        {t("course.minutes", { count: lesson.minutes })}
        {state !== "new" && ` · ${t(`course.${state}`)}`}
      </span>
    </li>
  );
}
