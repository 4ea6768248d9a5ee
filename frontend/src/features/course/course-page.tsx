/** One course: its contents first, then everything its members do together. */
import { Anchor, Button, Tabs } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";

import { api, type Schema } from "@/api/client";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";

import { Contents } from "./contents";
import classes from "./course-page.module.css";
import { Discussion } from "./discussion";
import { Groups } from "./groups";
import { LiveNow } from "./live-now";
import { News } from "./news";
import { Questions } from "./questions";
import { Roster } from "./roster";

const TABS = ["contents", "announcements", "discussion", "groups", "questions", "people"] as const;

/** A tab for those who teach, handed in: this feature does not know what it shows. */
interface More {
  value: string;
  label: string;
  show: (courseId: number) => ReactNode;
}

export function CoursePage({ more }: { more: More }) {
  const courseId = Number(useParams().courseId);
  const course = api.useQuery("get", "/api/courses/{course_id}", { params: { path: { course_id: courseId } } });
  return <Loaded query={course}>{(data) => <CourseView course={data} more={more} />}</Loaded>;
}

function CourseView({ course, more }: { course: Schema["CourseOut"]; more: More }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const teaches = course.role !== "student";
  const shown = TABS.filter((tab) => tab !== "people" || teaches);
  const wanted = search.get("tab");
  const tab = teaches && wanted === more.value ? more.value : (shown.find((each) => each === wanted) ?? "contents");
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the chosen tab may lie beyond the edge.
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [tab]);
  return (
    <Page
      title={course.title}
      lead={course.summary}
      actions={
        teaches && (
          <>
            <Button component={Link} to={`/courses/${course.id}/report`} variant="default">
              {t("report.courseLink")}
            </Button>
            <Button component={Link} to={`/courses/${course.id}/build`} variant="default">
              {t("course.build")}
            </Button>
          </>
        )
      }
      over={
        <Anchor component={Link} to="/" inherit>
          {t("shell.courses")}
        </Anchor>
      }
    >
      <LiveNow course={course} />
      <Tabs value={tab} onChange={(next) => setSearch(next === "contents" ? {} : { tab: next ?? "contents" })} keepMounted={false}>
        <Tabs.List ref={list} className={classes.tabs}>
          {shown.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`course.${each}`)}
            </Tabs.Tab>
          ))}
          {teaches && <Tabs.Tab value={more.value}>{more.label}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="contents">
          <Contents course={course} />
        </Tabs.Panel>
        <Tabs.Panel value="announcements">
          <News course={course} />
        </Tabs.Panel>
        <Tabs.Panel value="discussion">
          <Discussion course={course} groupId={null} />
        </Tabs.Panel>
        <Tabs.Panel value="groups">
          <Groups course={course} />
        </Tabs.Panel>
        <Tabs.Panel value="questions">
          <Questions course={course} />
        </Tabs.Panel>
        {teaches && (
          <Tabs.Panel value="people">
            <Roster course={course} />
          </Tabs.Panel>
        )}
        {teaches && <Tabs.Panel value={more.value}>{more.show(course.id)}</Tabs.Panel>}
      </Tabs>
    </Page>
  );
}
