/** One student's own summaries, where policy and consent allow it: with a reason that the student reads. */
import { Button, Select, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemCard } from "@/components/ui/problem-card";

import { toSpan, type Filters } from "./filters";
import { SittingsFigure } from "./sittings-figure";
import classes from "./trends.module.css";

const SHORTEST_REASON = 10;

export function OneStudent({ filters }: { filters: Filters }) {
  const { t } = useTranslation();
  const [userId, setUserId] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const look = api.useMutation("post", "/api/trends/individual");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { from, to, days } = toSpan(filters);
    look.mutate({ body: { user_id: Number(userId), reason, from, to, days } });
  };
  return (
    <Card title={t("trends.one.title")}>
      <p className={classes.quiet}>{t("trends.one.lead")}</p>
      <form onSubmit={submit} className={classes.one}>
        <StudentChoice value={userId} choose={setUserId} />
        <Textarea
          label={t("trends.one.reason")}
          description={t("trends.one.reasonHint")}
          required
          minLength={SHORTEST_REASON}
          maxLength={400}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" loading={look.isPending} disabled={userId === null || reason.trim().length < SHORTEST_REASON}>
          {t("trends.one.look")}
        </Button>
      </form>
      {look.error && <ProblemCard error={look.error} />}
      {look.data &&
        (look.data.sittings.length === 0 ? (
          <EmptyState title={t("trends.one.emptyTitle", { name: look.data.name })} text={t("trends.one.empty")} />
        ) : (
          <SittingsFigure student={look.data} />
        ))}
    </Card>
  );
}

function StudentChoice({ value, choose }: { value: string | null; choose: (userId: string | null) => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [settled] = useDebouncedValue(search, 250);
  const users = api.useQuery("get", "/api/admin/users", { params: { query: { search: settled, role: "student", limit: 20 } } });
  const emailOf = (id: string | null) => users.data?.items.find((user) => String(user.id) === id)?.email;
  return (
    <Select
      label={t("trends.one.student")}
      placeholder={t("trends.one.find")}
      description={emailOf(value)}
      required
      searchable
      value={value}
      onChange={choose}
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      renderOption={({ option }) => `${option.label}, ${emailOf(option.value)}`}
      nothingFoundMessage={t("people.emptyTitle")}
      data={users.data?.items.map((user) => ({ value: String(user.id), label: user.name })) ?? []}
    />
  );
}
