/** A lesson's video and attachments. The server looks at the bytes, not at the name. */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, http, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { PickFile } from "@/components/ui/pick-file";
import { tellProblem } from "@/components/ui/tell";

import classes from "./builder.module.css";

export function LessonFiles({ lesson }: { lesson: Schema["LessonOut"] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const reload = () => queries.invalidateQueries({ queryKey: ["get", "/api/lessons/{lesson_id}"] });
  const remove = api.useMutation("delete", "/api/files/{file_id}", { onSuccess: reload, onError: tellProblem });
  const send = async (file: File) => {
    setSending(true);
    const form = new FormData();
    form.append("file", file);
    try {
      await http.POST("/api/lessons/{lesson_id}/files", {
        params: { path: { lesson_id: lesson.id } },
        // The document names no form; the type of the body is ours to know.
        body: form as never,
        bodySerializer: (body: unknown) => body as FormData,
      });
      await reload();
    } catch (error) {
      tellProblem(error);
    } finally {
      setSending(false);
    }
  };
  const files = [lesson.video, ...lesson.attachments].filter((file) => file !== null);
  return (
    <Card
      title={t("builder.files")}
      side={
        <PickFile loading={isSending} onPick={(file) => void send(file)}>
          {t("builder.addFile")}
        </PickFile>
      }
    >
      <p className={classes.note}>{t("builder.filesHint")}</p>
      <ul className={classes.lessons}>
        {files.map((file) => (
          <li key={file.id}>
            <span>{file.name}</span>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => remove.mutate({ params: { path: { file_id: file.id } } })}>
              {t("builder.removeFile")}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
