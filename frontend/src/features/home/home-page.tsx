/** Where a student or tutor starts: what goes on, where I left off, my courses. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";

import { api, type Schema } from "@/api/client";
import { GROWING } from "@/api/growing";
import type { Me } from "@/api/me";
import { EmptyState } from "@/components/ui/empty-state";
import { GrowingList } from "@/components/ui/growing-list";
import { Page } from "@/components/ui/page";

import { CourseCard } from "./course-card";
import { JoinCourse } from "./join-course";
import { NewCourse } from "./new-course";
import classes from "./home-page.module.css";

export function HomePage({ me }: { me: Me }) {
  const { t } = useTranslation();
  const teaches = me.role !== "student";
  const [search, setSearch] = useSearchParams();
  const archived = teaches && search.has("archived");
  const courses = api.useInfiniteQuery("get", "/api/courses", { params: { query: archived ? { limit: 50, archived } : { limit: 50 } } }, GROWING);
  return (
    <Page
      title={me.role === "admin" ? t("home.courses") : t("home.hello", { name: me.name.split(" ")[0] })}
      lead={t(LEADS[me.role])}
      actions={teaches ? <NewCourse /> : <JoinCourse />}
    >
      {!teaches && <Resume />}
      {(me.role !== "admin" || archived) && <h2 className={classes.heading}>{t(archived ? "home.archived" : "home.courses")}</h2>}
      <GrowingList query={courses}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t(archived ? "home.noneArchived" : "home.emptyTitle")} text={t(archived ? "home.archivedHint" : teaches ? "home.emptyTutor" : "home.emptyStudent")} />
          ) : (
            <ul className={classes.grid}>
              {items.map((course) => (
                <CourseCard key={course.id} course={course} />
              ))}
            </ul>
          )
        }
      </GrowingList>
      {teaches && (
        <Button variant="subtle" mt="lg" onClick={() => setSearch(archived ? {} : { archived: "" })}>
          {t(archived ? "home.showRunning" : "home.showArchived")}
        </Button>
      )}
    </Page>
  );
}

const LEADS = { student: "home.leadStudent", tutor: "home.leadTutor", admin: "home.leadAdmin" } as const;

function Resume() {
  const { t } = useTranslation();
  const resume = api.useQuery("get", "/api/resume");
  const latest: Schema["ResumeOut"] | undefined = resume.data?.items[0];
  if (!latest) return null;
  return (
    <section className={classes.resume} aria-labelledby="resume">
      <div>
        <p className={classes.over} id="resume">
          {t("home.resume")}
        </p>
        <p className={classes.lesson}>{latest.lesson_title}</p>
        <p className={classes.course}>{latest.course_title}</p>
      </div>
      <Button component={Link} to={`/lessons/${latest.lesson_id}`} size="md">
        {t("home.goOn")}
      </Button>
    </section>
  );
}
