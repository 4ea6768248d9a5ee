/** Questions kept to come back to: what was chosen, never what was answered. */
import { ActionIcon, Button, Popover, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api } from "@/api/client";
import { Icon } from "@/components/ui/icon";
import { tell, tellProblem } from "@/components/ui/tell";

import { fromSaved, toQuery, writeFilters, type Filters } from "./filters";
import classes from "./trends.module.css";

export function SavedViews({ filters }: { filters: Filters }) {
  const { t } = useTranslation();
  const views = api.useQuery("get", "/api/trends/views");
  const remove = api.useMutation("delete", "/api/trends/views/{view_id}", { onSuccess: () => void views.refetch(), onError: tellProblem });
  const saved = views.data?.items ?? [];
  return (
    <div className={classes.views}>
      {saved.length > 0 && (
        <ul aria-label={t("trends.views")}>
          {saved.map((view) => (
            <li key={view.id}>
              <Link to={`?${writeFilters(fromSaved(view.query))}`}>{view.name}</Link>
              <ActionIcon size="sm" aria-label={t("trends.removeView", { name: view.name })} onClick={() => remove.mutate({ params: { path: { view_id: view.id } } })}>
                <Icon name="close" size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <KeepView filters={filters} onKept={() => void views.refetch()} />
    </div>
  );
}

function KeepView({ filters, onKept }: { filters: Filters; onKept: () => void }) {
  const { t } = useTranslation();
  const [isOpen, form] = useDisclosure(false);
  const [name, setName] = useState("");
  const save = api.useMutation("post", "/api/trends/views", {
    onSuccess: () => {
      form.close();
      setName("");
      tell(t("shell.saved"));
      onKept();
    },
    onError: tellProblem,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ body: { name, query: { ...toQuery(filters), page: "trends" } } });
  };
  return (
    <Popover opened={isOpen} onChange={(open) => !open && form.close()} trapFocus position="bottom-end" withArrow>
      <Popover.Target>
        <Button variant="default" onClick={form.toggle}>
          {t("trends.keepView")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit} className={classes.keep}>
          <TextInput label={t("trends.viewName")} description={t("trends.viewHint")} required maxLength={80} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit" loading={save.isPending}>
            {t("shell.save")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
