/** A course's chapters and lessons: add, rename, put in order. Texts are written in the lesson editor. */
import { Anchor, Button, TextInput } from "@mantine/core";
import { useRef, useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { api, type Schema } from "@/api/client";
import { EmptyState } from "@/components/ui/empty-state";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { tellProblem } from "@/components/ui/tell";

import classes from "./builder.module.css";
import { Chapters } from "./chapters";
import { CourseEnd } from "./course-end";
import { CourseFacts } from "./course-facts";
import { useOutline } from "./use-outline";

export function BuilderPage() {
  const courseId = Number(useParams().courseId);
  const course = api.useQuery("get", "/api/courses/{course_id}", { params: { path: { course_id: courseId } } });
  return <Loaded query={course}>{(data) => <Builder course={data} />}</Loaded>;
}

function Builder({ course }: { course: Schema["CourseOut"] }) {
  const { t } = useTranslation();
  const { outline, reload, reorder } = useOutline(course.id);
  return (
    <Page
      title={t("builder.title")}
      over={
        <Anchor component={Link} to={`/courses/${course.id}`} inherit>
          {course.title}
        </Anchor>
      }
    >
      <div className={classes.columns}>
        <div className={classes.writing}>
          <Loaded query={outline}>
            {({ items }) => (
              <>
                {items.length === 0 && <EmptyState title={t("builder.emptyTitle")} text={t("builder.empty")} />}
                <Chapters chapters={items} onChange={reload} onOrder={reorder} />
                <AddChapter courseId={course.id} onDone={reload} />
              </>
            )}
          </Loaded>
        </div>
        <div className={classes.stack}>
          <CourseFacts course={course} />
          <CourseEnd course={course} />
        </div>
      </div>
    </Page>
  );
}

function AddChapter({ courseId, onDone }: { courseId: number; onDone: () => void }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const add = api.useMutation("post", "/api/courses/{course_id}/modules", {
    onSuccess: () => {
      setTitle("");
      onDone();
      field.current?.focus(); // for the next one
    },
    onError: tellProblem,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate({ params: { path: { course_id: courseId } }, body: { title } });
  };
  return (
    <form onSubmit={submit} className={classes.add}>
      <TextInput ref={field} aria-label={t("builder.chapterName")} placeholder={t("builder.chapterName")} required value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t("builder.addChapter")}
      </Button>
    </form>
  );
}
