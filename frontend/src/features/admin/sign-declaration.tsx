/** The form of a declaration; the password signs it. */
import { Button, PasswordInput, Stack } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell } from "@/components/ui/tell";

import { startFrom, type Form, type Signed } from "./declaration";
import { ModeField, PlaceFields, ReasonFields } from "./declaration-fields";

interface Props {
  latest: Signed | null;
  onSigned: () => void;
}

export function SignDeclaration({ latest, onSigned }: Props) {
  const { t } = useTranslation();
  const [form, setForm] = useState(() => startFrom(latest));
  const [password, setPassword] = useState("");
  const change = (changes: Partial<Form>) => setForm({ ...form, ...changes });
  const sign = api.useMutation("post", "/api/admin/declaration", {
    onSuccess: () => {
      tell(t("policy.signed"));
      onSigned();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    sign.mutate({ body: { ...form, based_on: latest?.version ?? null, password } });
  };
  return (
    <Card title={t("policy.next")}>
      <form onSubmit={submit}>
        <Stack maw={680}>
          <ModeField form={form} change={change} />
          <PlaceFields form={form} change={change} />
          <ReasonFields form={form} change={change} />
          <PasswordInput label={t("policy.password")} autoComplete="current-password" required withAsterisk={false} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
          {sign.error && <ProblemCard error={sign.error} />}
          <div>
            <Button type="submit" loading={sign.isPending}>
              {t("policy.sign")}
            </Button>
          </div>
        </Stack>
      </form>
    </Card>
  );
}
