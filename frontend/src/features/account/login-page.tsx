/** Logging in. It does not know where a role starts; the start page does. */
import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";

import { api } from "@/api/client";
import { useLogIn } from "@/api/me";
import { codeOf } from "@/api/problem";
import { ProblemCard } from "@/components/ui/problem-card";

import { Entry } from "./entry";

export function LoginPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const setMe = useLogIn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const login = api.useMutation("post", "/api/auth/login", {
    onSuccess: (me) => {
      setMe(me);
      void navigate(ownPath(search.get("next")), { replace: true });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    login.mutate({ body: { email, password, code: code || null } });
  };
  const wantsCode = code !== "" || ["code_needed", "wrong_code"].includes(codeOf(login.error));
  return (
    <Entry title={t("account.loginTitle")} lead={t("account.loginLead")}>
      <form onSubmit={submit}>
        <Stack>
          {login.error && <ProblemCard error={login.error} />}
          <TextInput
            label={t("account.email")}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("account.password")}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {wantsCode && (
            <TextInput
              label={t("security.code")}
              description={t("security.codeHint")}
              autoComplete="one-time-code"
              required
              withAsterisk={false}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          )}
          <Button type="submit" size="md" loading={login.isPending}>
            {t("account.logIn")}
          </Button>
          <Anchor component={Link} to="/reset">
            {t("account.forgot")}
          </Anchor>
          <span>
            {t("account.newHere")}{" "}
            <Anchor component={Link} to="/register" underline="always">
              {t("account.joinWithCode")}
            </Anchor>
          </span>
        </Stack>
      </form>
    </Entry>
  );
}

/** Only a path of ours: never another site that a link smuggled in. */
function ownPath(next: string | null): string {
  return next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/";
}
