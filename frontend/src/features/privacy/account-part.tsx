/** My name, age and place, where I am logged in, and changing my password. */
import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import type { Me } from "@/api/me";
import { isOddYear, RegionField, YearField } from "@/components/person/profile-fields";
import { Card } from "@/components/ui/card";
import { Loaded } from "@/components/ui/loaded";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell, tellProblem } from "@/components/ui/tell";
import { useEditedVersion } from "@/lib/edited-version";
import { formatAgo } from "@/lib/format";

import classes from "./my-data-page.module.css";

export function AccountPart({ me }: { me: Me }) {
  const { t, i18n } = useTranslation();
  const logins = api.useQuery("get", "/api/me/logins");
  const end = api.useMutation("delete", "/api/me/logins/{login_id}", { onSuccess: () => void logins.refetch(), onError: tellProblem });
  return (
    <Card title={t("data.account")}>
      <p className={classes.note}>
        {me.name} · {me.email}
      </p>
      <Loaded query={logins} rows={1}>
        {({ items }) => (
          <ul className={classes.list}>
            {items.map((login) => (
              <li key={login.id} className={classes.line}>
                <span>{login.current ? t("data.thisBrowser") : browserWord(login.browser, t("data.otherBrowser"))}</span>
                <time dateTime={login.last_seen_at}>{formatAgo(login.last_seen_at, i18n.language)}</time>
                {!login.current && (
                  <Button size="compact-xs" variant="subtle" onClick={() => end.mutate({ params: { path: { login_id: login.id } } })}>
                    {t("data.endLogin")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <details className={classes.fold}>
        <summary>{t("data.changeProfile")}</summary>
        <ChangeProfile me={me} />
      </details>
      <details className={classes.fold}>
        <summary>{t("data.changePassword")}</summary>
        <ChangePassword />
      </details>
    </Card>
  );
}

/** A year once given is the administrator's to correct; a region may be taken back. */
function ChangeProfile({ me }: { me: Me }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(me.name);
  const [region, setRegion] = useState(me.region);
  const [year, setYear] = useState<number | null>(null);
  const [isChecked, check] = useState(false);
  const [version, setBase] = useEditedVersion(me, (saved) => [saved.name, saved.region, saved.birth_year]);
  const change = api.useMutation("patch", "/api/me", {
    onSuccess: (changed) => {
      setBase(changed);
      setYear(null);
      queries.setQueryData(api.queryOptions("get", "/api/me", {}).queryKey, changed);
      for (const path of ["/api/policy", "/api/guardian", "/api/consents"]) void queries.invalidateQueries({ queryKey: ["get", path] });
      tell(t("shell.saved"));
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    check(true);
    if (isOddYear(year)) return;
    change.mutate({ body: { version, name, region, ...(year !== null && { birth_year: year }) } });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" mt="sm">
        {change.error && <ProblemCard error={change.error} />}
        <TextInput label={t("account.name")} description={t("account.nameHint")} autoComplete="name" required withAsterisk={false} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <RegionField region={region} onRegion={setRegion} />
        {me.birth_year === null ? (
          <YearField year={year} isChecked={isChecked} onYear={setYear} />
        ) : (
          <p className={classes.note}>{t("data.birthYearKept", { year: String(me.birth_year) })}</p>
        )}
        <Button type="submit" variant="default" loading={change.isPending}>
          {t("shell.save")}
        </Button>
      </Stack>
    </form>
  );
}

function ChangePassword() {
  const { t } = useTranslation();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const queries = useQueryClient();
  const change = api.useMutation("post", "/api/auth/password", {
    onSuccess: () => {
      setCurrent("");
      setNext("");
      void queries.invalidateQueries({ queryKey: ["get", "/api/me/logins"] }); // the others have ended
      tell(t("shell.saved"));
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate({ body: { current, new: next } });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" mt="sm">
        {change.error && <ProblemCard error={change.error} />}
        <PasswordInput label={t("account.password")} autoComplete="current-password" required withAsterisk={false} value={current} onChange={(event) => setCurrent(event.currentTarget.value)} />
        <PasswordInput label={t("account.newPassword")} description={t("account.passwordHint")} autoComplete="new-password" required withAsterisk={false} value={next} onChange={(event) => setNext(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={change.isPending}>
          {t("data.changePassword")}
        </Button>
      </Stack>
    </form>
  );
}

/** Each calls itself by the names after its own, too. */
const BROWSERS = [
  ["Edg", "Edge"],
  ["OPR", "Opera"],
  ["Firefox", "Firefox"],
  ["Chrome", "Chrome"],
  ["Safari", "Safari"],
] as const;

/** "Firefox" says more than the whole string a browser calls itself. */
function browserWord(agent: string, fallback: string): string {
  return BROWSERS.find(([sign]) => agent.includes(sign))?.[1] ?? fallback;
}
