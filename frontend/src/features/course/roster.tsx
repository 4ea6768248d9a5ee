/** Who takes part, for those who teach: the join code, the list, and many at once from a CSV. */
import { Button, Switch, Table, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, http, type Schema } from "@/api/client";
import { GROWING } from "@/api/growing";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { GrowingList } from "@/components/ui/growing-list";
import { tellProblem } from "@/components/ui/tell";
import { WideTable } from "@/components/ui/wide-table";
import { saveFile } from "@/lib/save-file";

import classes from "./course-page.module.css";
import { ImportMembers } from "./import-members";

export function Roster({ course }: { course: Schema["CourseOut"] }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [settled] = useDebouncedValue(search, 250);
  const members = api.useInfiniteQuery(
    "get",
    "/api/courses/{course_id}/roster",
    { params: { path: { course_id: course.id }, query: { search: settled, limit: 100 } } },
    GROWING,
  );
  const remove = api.useMutation("delete", "/api/courses/{course_id}/roster/{user_id}", {
    onSuccess: () => void members.refetch(),
    onError: tellProblem,
  });
  const [isFetching, setFetching] = useState(false);
  // Fetched rather than linked to: the server may ask for the password first.
  const fetchRoster = async () => {
    setFetching(true);
    try {
      const { data } = await http.GET("/api/courses/{course_id}/roster.csv", { params: { path: { course_id: course.id } }, parseAs: "blob" });
      if (data) saveFile(`roster-${course.id}.csv`, data);
    } catch (error) {
      tellProblem(error);
    } finally {
      setFetching(false);
    }
  };
  return (
    <div className={classes.stack}>
      <JoinCode course={course} />
      <ImportMembers courseId={course.id} onDone={() => void members.refetch()} />
      <div className={classes.row}>
        <TextInput aria-label={t("people.search")} placeholder={t("people.search")} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        <Button variant="subtle" loading={isFetching} onClick={() => void fetchRoster()}>
          {t("people.csv")}
        </Button>
      </div>
      <GrowingList query={members}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t("people.emptyTitle")} text={t("people.empty")} />
          ) : (
            <WideTable label={t("course.people")} minWidth={480} columns={[t("people.name"), t("people.role"), t("people.progress"), ""]}>
              {items.map((member) => (
                <Table.Tr key={member.user_id}>
                  <Table.Td>
                    {member.name}
                    <div className={classes.facts}>{member.email}</div>
                  </Table.Td>
                  <Table.Td>{t(`role.${member.role}`)}</Table.Td>
                  <Table.Td>{member.role === "student" && t("home.doneOf", { done: member.completed, count: course.lessons })}</Table.Td>
                  <Table.Td>
                    {member.role === "student" && (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        color="gray"
                        aria-label={t("people.removeName", { name: member.name })}
                        onClick={() => remove.mutate({ params: { path: { course_id: course.id, user_id: member.user_id } } })}
                      >
                        {t("people.remove")}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </WideTable>
          )
        }
      </GrowingList>
    </div>
  );
}

function JoinCode({ course }: { course: Schema["CourseOut"] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const edit = api.useMutation("patch", "/api/courses/{course_id}", {
    onError: tellProblem,
    // Also after a refusal: it may have been changed elsewhere, and the next try needs the newest version.
    onSettled: () => void queries.invalidateQueries({ queryKey: ["get", "/api/courses/{course_id}"] }),
  });
  const change = (changes: { join_open?: boolean; new_join_code?: boolean }) =>
    edit.mutate({ params: { path: { course_id: course.id } }, body: { version: course.version, new_join_code: false, ...changes } });
  return (
    <Card title={t("course.code")}>
      <div className={classes.row}>
        <p className={classes.code}>{course.join_code}</p>
        <Switch checked={course.join_open} label={t("people.joinOpen")} onChange={(event) => change({ join_open: event.currentTarget.checked })} />
        <Button variant="default" onClick={() => change({ new_join_code: true })}>
          {t("people.newCode")}
        </Button>
      </div>
      <p className={classes.note}>{t("course.codeHint")}</p>
    </Card>
  );
}
