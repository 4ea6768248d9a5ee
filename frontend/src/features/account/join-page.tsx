/** Making an account, with a course's code or by an invitation whose secret stands behind the # of the link. */
import { Anchor, Button, NativeSelect, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useEffect, useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import { api, type Schema } from "@/api/client";
import { useLogIn } from "@/api/me";
import { codeOf } from "@/api/problem";
import { NumberField } from "@/components/ui/number-field";
import { ProblemCard } from "@/components/ui/problem-card";
import { readSecret } from "@/lib/secret";

import { Entry } from "./entry";
import { REGIONS } from "./regions";

const EMPTY = { code: "", email: "", name: "", password: "", birthYear: null as number | null, region: "" };

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
          <NumberField
            label={t("account.birthYear")}
            description={t("account.birthYearHint")}
            allowDecimal={false}
            allowNegative={false}
            value={form.birthYear}
            error={isYearChecked && isOddYear(form.birthYear) && t("account.birthYearOdd")}
            onBlur={() => checkYear(true)}
            onNumber={(birthYear) => change({ birthYear })}
          />
          <NativeSelect
            label={t("account.region")}
            description={t("account.regionHint")}
            value={form.region}
            onChange={(event) => change({ region: event.currentTarget.value })}
            data={[{ value: "", label: t("account.regionUnset") }, ...REGIONS.map((region) => ({ value: region, label: t(`account.regions.${region}`) }))]}
          />
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

const FIRST_YEAR = 1900;

/** An age or two digits instead of a year must not make an adult of a child. */
function isOddYear(year: number | null): boolean {
  return year !== null && (year < FIRST_YEAR || year > new Date().getFullYear());
}

function wayIn(invitation: string | null, form: typeof EMPTY) {
  return invitation ? { invitation } : { join_code: form.code, email: form.email };
}

function profileOf(form: typeof EMPTY) {
  const region = REGIONS.find((each) => each === form.region) ?? null;
  return { name: form.name, password: form.password, birth_year: form.birthYear, region } satisfies Partial<Schema["RegisterIn"]>;
}
