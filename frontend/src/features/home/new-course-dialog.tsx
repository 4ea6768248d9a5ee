/** A tutor starts a course; the rest is written in its builder. */
import { Button, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { api } from "@/api/client";
import { ProblemCard } from "@/components/ui/problem-card";

export function NewCourseDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [title, setTitle] = useState("");
  const [summary, setSummary] = useState("");
  const create = api.useMutation("post", "/api/courses", {
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ["get", "/api/courses"] });
      void navigate(`/courses/${id}/build`);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    create.mutate({ body: { title, summary } });
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("home.newCourse")} closeButtonProps={{ "aria-label": t("shell.close") }}>
      <form onSubmit={submit}>
        <Stack>
          {create.error && <ProblemCard error={create.error} />}
          <TextInput data-autofocus label={t("home.courseTitle")} required withAsterisk={false} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          <Textarea label={t("home.courseSummary")} autosize minRows={2} value={summary} onChange={(event) => setSummary(event.currentTarget.value)} />
          <Button type="submit" loading={create.isPending}>
            {t("home.create")}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
