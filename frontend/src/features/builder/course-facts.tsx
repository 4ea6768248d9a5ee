/** A course's title, summary, and the most its camera may do. */
import { Button, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell } from "@/components/ui/tell";
import { useEditedVersion } from "@/lib/edited-version";
import { MODES } from "@/lib/modes";

export function CourseFacts({ course }: { course: Schema["CourseOut"] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [title, setTitle] = useState(course.title);
  const [summary, setSummary] = useState(course.summary);
  const [mode, setMode] = useState(course.mode_limit);
  const [version, setBase] = useEditedVersion(course, (saved) => [saved.title, saved.summary, saved.mode_limit]);
  const edit = api.useMutation("patch", "/api/courses/{course_id}", {
    onSuccess: (saved) => {
      setBase(saved);
      tell(t("shell.saved"));
      void queries.invalidateQueries({ queryKey: ["get", "/api/courses/{course_id}"] });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const body = { version, title, summary, mode_limit: mode, new_join_code: false };
    edit.mutate({ params: { path: { course_id: course.id } }, body });
  };
  return (
    <Card title={t("builder.facts")}>
      <form onSubmit={submit}>
        <Stack>
          {edit.error && <ProblemCard error={edit.error} />}
          <TextInput label={t("home.courseTitle")} required withAsterisk={false} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          <Textarea label={t("home.courseSummary")} autosize minRows={3} value={summary} onChange={(event) => setSummary(event.currentTarget.value)} />
          <NativeSelect
            label={t("builder.modeLimit")}
            description={t("builder.modeHint")}
            value={mode}
            onChange={(event) => setMode(MODES.find((each) => each === event.currentTarget.value) ?? "off")}
            data={MODES.map((each) => ({ value: each, label: t(`mode.${each}`) }))}
          />
          <Button type="submit" loading={edit.isPending}>
            {t("shell.save")}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
