/** One message of a tutor's own: in use or not, and a way to take it away. */
import { ActionIcon, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Icon } from "@/components/ui/icon";
import { tellProblem } from "@/components/ui/tell";

import classes from "./support.module.css";

interface Props {
  courseId: number;
  message: Schema["CourseMessageOut"];
  onDone: () => void;
}

export function CourseMessageRow({ courseId, message, onDone }: Props) {
  const { t } = useTranslation();
  const options = { onSuccess: onDone, onError: tellProblem };
  const edit = api.useMutation("patch", "/api/courses/{course_id}/support/messages/{message_id}", options);
  const remove = api.useMutation("delete", "/api/courses/{course_id}/support/messages/{message_id}", options);
  const params = { path: { course_id: courseId, message_id: message.id } };
  return (
    <li lang={message.locale}>
      <p className={classes.words}>{message.text}</p>
      <div className={classes.line}>
        <span>{t(`courseSupport.cause.${message.cause}`)}</span>
        <span>{t(`support.tones.${message.tone}`)}</span>
        <Switch
          size="xs"
          checked={message.enabled}
          disabled={edit.isPending}
          label={t("courseSupport.inUse")}
          onChange={(event) => edit.mutate({ params, body: { version: message.version, enabled: event.currentTarget.checked } })}
        />
        <ActionIcon size="sm" color="gray" aria-label={t("courseSupport.remove", { text: message.text })} onClick={() => remove.mutate({ params })}>
          <Icon name="trash" size={16} />
        </ActionIcon>
      </div>
    </li>
  );
}
