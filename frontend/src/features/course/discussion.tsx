/** Threads of a course, or of one study group: read, start, reply, take back one's own; tutors take down any. */
import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { GROWING } from "@/api/growing";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { GrowingList } from "@/components/ui/growing-list";
import { tellProblem } from "@/components/ui/tell";

import classes from "./course-page.module.css";
import { Thread } from "./thread";

export function Discussion({ course, groupId }: { course: Schema["CourseOut"]; groupId: number | null }) {
  const { t } = useTranslation();
  const query = groupId === null ? { limit: 20 } : { limit: 20, group_id: groupId };
  const threads = api.useInfiniteQuery("get", "/api/courses/{course_id}/discussion", { params: { path: { course_id: course.id }, query } }, GROWING);
  return (
    <div className={classes.stack}>
      {groupId !== null && <p className={classes.note}>{t("course.groupReaders")}</p>}
      <StartThread courseId={course.id} groupId={groupId} />
      <GrowingList query={threads}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t("course.threadEmptyTitle")} text={t(groupId === null ? "course.threadEmpty" : "course.threadEmptyGroup")} />
          ) : (
            items.map((post) => <Thread key={post.id} post={post} teaches={course.role !== "student"} />)
          )
        }
      </GrowingList>
    </div>
  );
}

function StartThread({ courseId, groupId }: { courseId: number; groupId: number | null }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const start = api.useMutation("post", "/api/courses/{course_id}/discussion", {
    onSuccess: () => {
      setTitle("");
      setBody("");
      void queries.invalidateQueries({ queryKey: ["get", "/api/courses/{course_id}/discussion"] });
    },
    onError: tellProblem,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    start.mutate({ params: { path: { course_id: courseId } }, body: { title, body, group_id: groupId } });
  };
  return (
    <Card title={t("course.newThread")} quiet>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput label={t("course.threadTitle")} required withAsterisk={false} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          <Textarea label={t("course.threadBody")} required withAsterisk={false} autosize minRows={2} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
          <div>
            <Button type="submit" loading={start.isPending}>
              {t("course.send")}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  );
}
