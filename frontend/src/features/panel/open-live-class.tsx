/** A tutor opens a class on a lesson, perhaps with the link of a call. */
import { Anchor, Button, Modal, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import { api } from "@/api/client";
import { codeOf } from "@/api/problem";
import { ProblemCard } from "@/components/ui/problem-card";

export function OpenLiveClass({ lesson }: { lesson: { id: number; course_id: number } }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isOpen, dialog] = useDisclosure(false);
  const [callUrl, setCallUrl] = useState("");
  const open = api.useMutation("post", "/api/live-classes", {
    onSuccess: ({ id }) => void navigate(`/live/${id}`),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    open.mutate({ body: { lesson_id: lesson.id, call_url: callUrl || null } });
  };
  return (
    <>
      <Button onClick={dialog.open}>{t("lesson.openLive")}</Button>
      <Modal opened={isOpen} onClose={dialog.close} title={t("lesson.openLive")} closeButtonProps={{ "aria-label": t("shell.close") }}>
        <form onSubmit={submit}>
          <Stack>
            <p>{t("lesson.openLiveLead")}</p>
            {open.error && <ProblemCard error={open.error} />}
            {codeOf(open.error) === "already_open" && <OpenOne courseId={lesson.course_id} />}
            <TextInput
              type="url"
              label={t("lesson.callUrl")}
              description={t("lesson.callHint")}
              value={callUrl}
              onChange={(event) => setCallUrl(event.currentTarget.value)}
            />
            <Button type="submit" loading={open.isPending}>
              {t("lesson.openLive")}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

/** The way to the class that stands in the way. */
function OpenOne({ courseId }: { courseId: number }) {
  const { t } = useTranslation();
  const query = { course_id: courseId, open_only: true };
  const live = api.useQuery("get", "/api/live-classes", { params: { query } }).data?.items[0];
  return live ? (
    <Anchor component={Link} to={`/live/${live.id}`}>
      {t("course.liveNow", { lesson: live.lesson_title })}
    </Anchor>
  ) : null;
}
