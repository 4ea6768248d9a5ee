/** The helplines that students are shown beside their tutors and the contact of the school. */
import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { Loaded } from "@/components/ui/loaded";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell } from "@/components/ui/tell";

import classes from "./support.module.css";

type Contacts = Schema["ContactsOut"];
const MOST = 12;

export function ContactsForm() {
  const { t } = useTranslation();
  const contacts = api.useQuery("get", "/api/admin/support/contacts");
  return (
    <Card title={t("contacts.title")}>
      <p className={classes.note}>{t("contacts.lead")}</p>
      <Loaded query={contacts}>{(data) => <Fields saved={data} />}</Loaded>
    </Card>
  );
}

function Fields({ saved }: { saved: Contacts }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [contacts, setContacts] = useState(saved);
  const save = api.useMutation("put", "/api/admin/support/contacts", {
    onSuccess: (stored) => {
      tell(t("shell.saved"));
      queries.setQueryData(api.queryOptions("get", "/api/admin/support/contacts").queryKey, stored);
    },
  });
  const lines = contacts.helplines;
  const setLine = (index: number, part: Partial<Contacts["helplines"][number]>) =>
    setContacts({ ...contacts, helplines: lines.map((line, at) => (at === index ? { ...line, ...part } : line)) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ body: contacts });
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      {lines.map((line, index) => (
        <fieldset key={index} className={classes.helpline}>
          <legend>{t("contacts.helpline", { number: index + 1 })}</legend>
          <TextInput required label={t("contacts.name")} value={line.name} onChange={(event) => setLine(index, { name: event.currentTarget.value })} />
          <TextInput required label={t("contacts.contact")} value={line.contact} onChange={(event) => setLine(index, { contact: event.currentTarget.value })} />
          <TextInput label={t("contacts.note")} value={line.note} onChange={(event) => setLine(index, { note: event.currentTarget.value })} />
          <ActionIcon
            color="gray"
            aria-label={t("contacts.remove", { number: index + 1 })}
            onClick={() => setContacts({ ...contacts, helplines: lines.filter((_, at) => at !== index) })}
          >
            <Icon name="trash" size={18} />
          </ActionIcon>
        </fieldset>
      ))}
      {save.error && <ProblemCard error={save.error} />}
      <Group justify="space-between">
        <Button
          variant="default"
          disabled={lines.length >= MOST}
          onClick={() => setContacts({ ...contacts, helplines: [...lines, { name: "", contact: "", note: "" }] })}
        >
          {t("contacts.add")}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t("shell.save")}
        </Button>
      </Group>
    </form>
  );
}
