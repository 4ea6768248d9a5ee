/** How this deployment calls itself, and whom it names to those who need somebody. */
import { Button, Group, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Loaded } from "@/components/ui/loaded";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell } from "@/components/ui/tell";

import classes from "./support.module.css";

const LONGEST = { name: 80, contact: 254, text: 1000 };

export function SiteForm() {
  const { t } = useTranslation();
  const site = api.useQuery("get", "/api/admin/settings");
  return (
    <Card title={t("site.title")}>
      <p className={classes.note}>{t("site.lead")}</p>
      <Loaded query={site}>{(data) => <Fields saved={data} />}</Loaded>
    </Card>
  );
}

function Fields({ saved }: { saved: Schema["SiteOut"] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [site, setSite] = useState(saved);
  const save = api.useMutation("put", "/api/admin/settings", {
    onSuccess: (stored) => {
      tell(t("shell.saved"));
      queries.setQueryData(api.queryOptions("get", "/api/admin/settings").queryKey, stored);
      void queries.invalidateQueries({ queryKey: ["get", "/api/status"] });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ body: site });
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        required
        withAsterisk={false}
        maxLength={LONGEST.name}
        label={t("site.name")}
        description={t("site.nameHint")}
        value={site.name}
        onChange={(event) => setSite({ ...site, name: event.currentTarget.value })}
      />
      <TextInput
        maxLength={LONGEST.contact}
        label={t("contacts.school")}
        description={t("contacts.schoolHint")}
        value={site.help_contact}
        onChange={(event) => setSite({ ...site, help_contact: event.currentTarget.value })}
      />
      <Textarea
        autosize
        minRows={2}
        maxLength={LONGEST.text}
        label={t("site.text")}
        description={t("site.textHint", { words: t("care.schoolText") })}
        value={site.help_text}
        onChange={(event) => setSite({ ...site, help_text: event.currentTarget.value })}
      />
      {save.error && <ProblemCard error={save.error} />}
      <Group justify="flex-end">
        <Button type="submit" loading={save.isPending}>
          {t("shell.save")}
        </Button>
      </Group>
    </form>
  );
}
