/** Making an account, with a course's code or by an invitation whose secret stands behind the # of the link. */
import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useEffect, useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import { api, type Schema } from "@/api/client";
import { useLogIn } from "@/api/me";
import { codeOf } from "@/api/problem";
import { isOddYear, RegionField, YearField } from "@/components/person/profile-fields";
import type { Region } from "@/components/person/regions";
import { ProblemCard } from "@/components/ui/problem-card";
import { readSecret } from "@/lib/secret";

import { Entry } from "./entry";

const EMPTY = { code: "", email: "", name: "", password: "", birthYear: null as number | null, region: null as Region | null };

export function JoinPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const logIn = useLogIn();
  const [invitation] = useState(() => readSecret("invitation"));
  const [form, setForm] = useState(EMPTY);
  const [isYearChecked, checkYear] = useState(false);
  const change = (changes: Partial<typeof EMPTY>) => setForm({ ...form, ...changes });
  const invited = api.useMutation("post", "/api/auth/invitation");
  const { mutate: look } = invited;
  useEffect(() => {
    if (invitation) look({ body: { token: invitation } });
  }, [invitation, look]);
  const register = api.useMutation("post", "/api/auth/register", {
    onSuccess: (me) => {
      logIn(me);
      void navigate("/", { replace: true });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    checkYear(true);
    if (isOddYear(form.birthYear)) return;
    register.mutate({ body: { ...wayIn(invitation, form), ...profileOf(form) } });
  };
  const error = register.error ?? invited.error;
  return (
    <Entry title={t("account.joinTitle")} lead={invited.data ? t("account.invitedLead", { email: invited.data.email }) : t("account.joinLead")}>
      <form onSubmit={submit}>
        <Stack>
          {error && (codeOf(error) === "letter_sent" ? <p role="status">{t("problem.letter_sent")}</p> : <ProblemCard error={error} />)}
          {!invitation && (
            <>
              <TextInput label={t("account.code")} description={t("account.codeHint")} required withAsterisk={false} value={form.code} onChange={(event) => change({ code: event.currentTarget.value })} />
              <TextInput type="email" label={t("account.email")} autoComplete="username" required withAsterisk={false} value={form.email} onChange={(event) => change({ email: event.currentTarget.value })} />
            </>
          )}
          <TextInput label={t("account.name")} description={t("account.nameHint")} autoComplete="name" required withAsterisk={false} value={form.name} onChange={(event) => change({ name: event.currentTarget.value })} />
          <PasswordInput label={t("account.password")} description={t("account.passwordHint")} autoComplete="new-password" required withAsterisk={false} value={form.password} onChange={(event) => change({ password: event.currentTarget.value })} />
          <YearField year={form.birthYear} isChecked={isYearChecked} onYear={(birthYear) => change({ birthYear })} />
          <RegionField region={form.region} onRegion={(region) => change({ region })} />
          <Button type="submit" size="md" loading={register.isPending}>
            {t("account.create")}
          </Button>
          <Anchor component={Link} to="/login" underline="always">
            {t("account.haveAccount")}
          </Anchor>
        </Stack>
      </form>
    </Entry>
  );
}

function wayIn(invitation: string | null, form: typeof EMPTY) {
  return invitation ? { invitation } : { join_code: form.code, email: form.email };
}

function profileOf(form: typeof EMPTY) {
  return { name: form.name, password: form.password, birth_year: form.birthYear, region: form.region } satisfies Partial<Schema["RegisterIn"]>;
}
