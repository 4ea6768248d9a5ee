/** A tutor opens a class on a lesson, perhaps with the link of a call. */
import { Button, Modal, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { api } from "@/api/client";
import { ProblemCard } from "@/components/ui/problem-card";

export function OpenLiveClass({ lessonId }: { lessonId: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isOpen, dialog] = useDisclosure(false);
  const [callUrl, setCallUrl] = useState("");
  const open = api.useMutation("post", "/api/live-classes", {
    onSuccess: ({ id }) => void navigate(`/live/${id}`),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    open.mutate({ body: { lesson_id: lessonId, call_url: callUrl || null } });
  };
  return (
    <>
      <Button onClick={dialog.open}>{t("lesson.openLive")}</Button>
      <Modal opened={isOpen} onClose={dialog.close} title={t("lesson.openLive")} closeButtonProps={{ "aria-label": t("shell.close") }}>
        <form onSubmit={submit}>
          <Stack>
            <p>{t("lesson.openLiveLead")}</p>
            {open.error && <ProblemCard error={open.error} />}
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
