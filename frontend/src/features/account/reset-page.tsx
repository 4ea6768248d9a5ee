/** A forgotten password: ask for a link, or choose a new one with it. */
import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api } from "@/api/client";
import { codeOf } from "@/api/problem";
import { ProblemCard } from "@/components/ui/problem-card";
import { readSecret } from "@/lib/secret";

import { Entry } from "./entry";

export function ResetPage() {
  const { t } = useTranslation();
  const [token] = useState(() => readSecret("token"));
  return (
    <Entry title={t("account.resetTitle")} lead={t(token ? "account.resetChoose" : "account.resetLead")}>
      <Stack>
        {token ? <ChooseForm token={token} /> : <AskForm />}
        <Anchor component={Link} to="/login" underline="always">
          {t("account.haveAccount")}
        </Anchor>
      </Stack>
    </Entry>
  );
}

function AskForm() {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const ask = api.useMutation("post", "/api/auth/reset-request");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    ask.mutate({ body: { email } });
  };
  if (ask.isSuccess) return <p role="status">{t("account.resetSent")}</p>;
  if (codeOf(ask.error) === "mail_not_configured") return <WithoutMail />;
  return (
    <form onSubmit={submit}>
      <Stack>
        {ask.error && <ProblemCard error={ask.error} />}
        <TextInput type="email" label={t("account.email")} required withAsterisk={false} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <Button type="submit" loading={ask.isPending}>
          {t("account.resetSend")}
        </Button>
      </Stack>
    </form>
  );
}

function WithoutMail() {
  const { t } = useTranslation();
  const contact = api.useQuery("get", "/api/status").data?.help_contact;
  return (
    <div role="alert">
      <p>{t("account.resetNoMail")}</p>
      {contact && <p>{t("account.resetNoMailContact", { contact })}</p>}
    </div>
  );
}

function ChooseForm({ token }: { token: string }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const reset = api.useMutation("post", "/api/auth/reset");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    reset.mutate({ body: { token, password } });
  };
  if (reset.isSuccess) return <p role="status">{t("account.resetDone")}</p>;
  return (
    <form onSubmit={submit}>
      <Stack>
        {reset.error && <ProblemCard error={reset.error} />}
        <PasswordInput label={t("account.newPassword")} description={t("account.passwordHint")} autoComplete="new-password" required withAsterisk={false} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <Button type="submit" loading={reset.isPending}>
          {t("shell.save")}
        </Button>
      </Stack>
    </form>
  );
}
