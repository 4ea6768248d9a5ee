/** What the tutors tell the whole course. */
import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { GROWING } from "@/api/growing";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { EmptyState } from "@/components/ui/empty-state";
import { GrowingList } from "@/components/ui/growing-list";
import { tellProblem } from "@/components/ui/tell";

import { Byline } from "./byline";
import classes from "./course-page.module.css";

export function News({ course }: { course: Schema["CourseOut"] }) {
  const { t } = useTranslation();
  const news = api.useInfiniteQuery("get", "/api/courses/{course_id}/announcements", { params: { path: { course_id: course.id }, query: { limit: 20 } } }, GROWING);
  const isTutor = course.role === "tutor";
  return (
    <div className={classes.stack}>
      {isTutor && <Announce courseId={course.id} onDone={() => void news.refetch()} />}
      <GrowingList query={news}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t("course.newsEmptyTitle")} text={t(isTutor ? "course.newsEmptyTutor" : "course.newsEmptyStudent")} />
          ) : (
            items.map((item) => (
              <article key={item.id} className={classes.post}>
                <h3>{item.title}</h3>
                <Byline name={item.author} at={item.created_at} />
                {/* Rendered and cleaned by the server. */}
                <div className={classes.words} dangerouslySetInnerHTML={{ __html: item.html }} />
                {course.role !== "student" && <RemoveNews item={item} onDone={() => news.refetch()} />}
              </article>
            ))
          )
        }
      </GrowingList>
    </div>
  );
}

function RemoveNews({ item, onDone }: { item: Schema["AnnouncementOut"]; onDone: () => Promise<unknown> }) {
  const { t } = useTranslation();
  const remove = api.useMutation("delete", "/api/announcements/{announcement_id}", { onSuccess: onDone });
  const onConfirm = () => remove.mutateAsync({ params: { path: { announcement_id: item.id } } });
  const title = t("course.removeNewsName", { name: item.title });
  return (
    <Confirm title={title} text={t("course.newsLost")} action={t("course.removeNews")} onConfirm={onConfirm}>
      {(open) => (
        <Button size="compact-xs" variant="subtle" color="gray" aria-label={title} onClick={open}>
          {t("course.removeNews")}
        </Button>
      )}
    </Confirm>
  );
}

function Announce({ courseId, onDone }: { courseId: number; onDone: () => void }) {
  const { t } = useTranslation();
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const announce = api.useMutation("post", "/api/courses/{course_id}/announcements", {
    onSuccess: () => {
      setTitle("");
      setBody("");
      onDone();
    },
    onError: tellProblem,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    announce.mutate({ params: { path: { course_id: courseId } }, body: { title, body } });
  };
  return (
    <Card title={t("course.announce")} quiet>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput label={t("course.newsTitle")} required withAsterisk={false} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          <Textarea label={t("course.newsBody")} required withAsterisk={false} autosize minRows={2} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
          <div>
            <Button type="submit" loading={announce.isPending}>
              {t("course.announce")}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  );
}
