/** Many students at once: a CSV is tried first, row by row, and only then written. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { PickFile } from "@/components/ui/pick-file";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell } from "@/components/ui/tell";

import classes from "./course-page.module.css";

export function ImportMembers({ courseId, onDone }: { courseId: number; onDone: () => void }) {
  const { t } = useTranslation();
  const [csv, setCsv] = useState<string | null>(null);
  const path = { params: { path: { course_id: courseId } } };
  const attempt = api.useMutation("post", "/api/courses/{course_id}/enrolments/import");
  const read = async (file: File) => {
    const text = await file.text();
    setCsv(text);
    attempt.mutate({ ...path, body: { csv: text, dry_run: true } });
  };
  const write = () => {
    if (csv === null) return;
    attempt.mutate(
      { ...path, body: { csv, dry_run: false } },
      {
        onSuccess: (report) => {
          tell(t("people.imported", { count: report.enrolled.length }));
          attempt.reset();
          setCsv(null);
          onDone();
        },
      },
    );
  };
  return (
    <Card title={t("people.import")} quiet>
      <p className={classes.note}>{t("people.importHint")}</p>
      <PickFile accept=".csv,text/csv" mt="sm" onPick={(file) => void read(file)}>
        {t("people.chooseFile")}
      </PickFile>
      {attempt.error && <ProblemCard error={attempt.error} />}
      {attempt.data && <Report report={attempt.data} onWrite={write} />}
    </Card>
  );
}

function Report({ report, onWrite }: { report: Schema["ImportReportOut"]; onWrite: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      <p>
        {t("people.wouldEnrol", { count: report.enrolled.length })} {t("people.already", { count: report.already.length })}
      </p>
      {report.unknown.length > 0 && <p>{t("people.unknown", { list: report.unknown.join(", ") })}</p>}
      {report.errors.length > 0 && (
        <ul>
          {report.errors.map((error) => (
            <li key={error.line}>{t("people.line", { line: error.line, message: error.message })}</li>
          ))}
        </ul>
      )}
      {report.errors.length === 0 && report.enrolled.length > 0 && <Button onClick={onWrite}>{t("people.importNow")}</Button>}
    </div>
  );
}
