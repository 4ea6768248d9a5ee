/** The end of a course: archived it rests and can be brought back, and only then it can be deleted. */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Confirm } from "@/components/ui/confirm";
import { tellProblem } from "@/components/ui/tell";

import classes from "./builder.module.css";

export function CourseEnd({ course }: { course: Schema["CourseOut"] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const path = { params: { path: { course_id: course.id } } };
  const edit = api.useMutation("patch", "/api/courses/{course_id}");
  const remove = api.useMutation("delete", "/api/courses/{course_id}");
  const reloadList = () => void queries.invalidateQueries({ queryKey: ["get", "/api/courses"] });
  const setArchived = async (archived: boolean) => {
    await edit.mutateAsync({ ...path, body: { version: course.version, new_join_code: false, archived } });
    void queries.invalidateQueries({ queryKey: ["get", "/api/courses/{course_id}"] });
    reloadList();
  };
  const removeForGood = async () => {
    await remove.mutateAsync(path);
    reloadList();
    void navigate("/");
  };
  return (
    <Card title={t(course.archived ? "builder.archivedTitle" : "builder.end")}>
      <p className={classes.note}>{t(course.archived ? "builder.archivedNote" : "builder.endNote")}</p>
      <div className={classes.row}>
        {course.archived ? (
          <>
            <Button variant="default" loading={edit.isPending} onClick={() => void setArchived(false).catch(tellProblem)}>
              {t("builder.bringBack")}
            </Button>
            <Confirm title={t("builder.remove", { name: course.title })} text={t("builder.courseLost")} action={t("builder.deleteCourse")} onConfirm={removeForGood}>
              {(open) => (
                <Button variant="subtle" color="gray" onClick={open}>
                  {t("builder.deleteCourse")}
                </Button>
              )}
            </Confirm>
          </>
        ) : (
          <Confirm title={t("builder.archiveName", { name: course.title })} text={t("builder.archiveText")} action={t("builder.archive")} onConfirm={() => setArchived(true)}>
            {(open) => (
              <Button variant="default" onClick={open}>
                {t("builder.archive")}
              </Button>
            )}
          </Confirm>
        )}
      </div>
    </Card>
  );
}
