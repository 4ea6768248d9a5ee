/** A lesson's video, pictures and attachments. The server looks at the bytes, not at the name. */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, http, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { PickFile } from "@/components/ui/pick-file";
import { tellProblem } from "@/components/ui/tell";

import classes from "./builder.module.css";

interface Props {
  lesson: Schema["LessonOut"];
  /** Takes Markdown into the text that is being written. */
  onInsert: (markdown: string) => void;
}

export function LessonFiles({ lesson, onInsert }: Props) {
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
  const files = [lesson.video, ...lesson.pictures, ...lesson.attachments].filter((file) => file !== null);
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
            {file.kind === "image" && <img className={classes.thumb} src={file.url} alt="" />}
            <span className={classes.fileName}>{file.name}</span>
            {file.kind === "image" && (
              <Button size="compact-sm" variant="subtle" aria-label={t("builder.insertName", { name: file.name })} onClick={() => onInsert(toMarkdown(file))}>
                {t("builder.insert")}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-label={t("builder.remove", { name: file.name })}
              onClick={() => remove.mutate({ params: { path: { file_id: file.id } } })}
            >
              {t("builder.removeFile")}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The name without its ending stands for the picture until somebody says better what it shows. */
function toMarkdown({ name, url }: Schema["FileOut"]): string {
  return `![${name.replace(/\.\w+$/, "").replace(/[[\]\\]/g, "\\$&")}](${url})`;
}
