/** For somebody too young to decide alone: ask a parent or guardian, and say yes or no oneself. */
import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { codeOf } from "@/api/problem";
import { Card } from "@/components/ui/card";
import { tell, tellProblem } from "@/components/ui/tell";

import classes from "./reading.module.css";

export function GuardianPart() {
  const state = api.useQuery("get", "/api/guardian");
  return state.data && (state.data.needed || state.data.asked) ? <Guardian state={state.data} /> : null;
}

function Guardian({ state }: { state: Schema["GuardianOut"] }) {
  const { t } = useTranslation();
  const options = useOptions();
  const assent = api.useMutation("post", "/api/guardian/assent", options);
  const refuse = api.useMutation("delete", "/api/guardian", options);
  return (
    <Card title={t("guardian.title")}>
      <p className={classes.soft}>{t("guardian.lead")}</p>
      {state.asked === null ? (
        <Ask label={t("guardian.ask")} start="" />
      ) : (
        <>
          <p>{t(state.guardian_agreed ? "guardian.theyAgreed" : state.outdated ? "guardian.theyAgreedOld" : "guardian.theyDidNot")}</p>
          {!state.guardian_agreed && (
            <>
              <p className={classes.soft}>{t("guardian.asked", { email: state.asked })}</p>
              <Ask label={t("guardian.askAgain")} start={state.asked} />
            </>
          )}
          <h3>{state.words.title}</h3>
          <p className={classes.words}>{state.words.body}</p>
          {state.child_assented && <p role="status">{t("guardian.assented")}</p>}
          <div className={classes.buttons}>
            <Button variant="default" loading={refuse.isPending} onClick={() => refuse.mutate({})}>
              {t("guardian.noThanks")}
            </Button>
            {!state.child_assented && (
              <Button variant="default" loading={assent.isPending} onClick={() => assent.mutate({ body: { text_hash: state.words.text_hash } })}>
                {t("guardian.assent")}
              </Button>
            )}
          </div>
        </>
      )}
    </Card>
  );
}

/** The letter may be lost, or the address wrong: a new link replaces the one before. */
function Ask({ label, start }: { label: string; start: string }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState(start);
  const { onSuccess, onError } = useOptions();
  const ask = api.useMutation("post", "/api/guardian", {
    onError: (error) => (isWithoutMail(error) ? undefined : onError(error)),
    onSuccess: () => {
      onSuccess();
      tell(t("guardian.sent"));
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    ask.mutate({ body: { email } });
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      {isWithoutMail(ask.error) && <p role="alert">{t("guardian.noMail")}</p>}
      <TextInput type="email" label={t("guardian.email")} required withAsterisk={false} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      <div>
        <Button type="submit" loading={ask.isPending}>
          {label}
        </Button>
      </div>
    </form>
  );
}

function isWithoutMail(error: unknown): boolean {
  return codeOf(error) === "mail_not_configured";
}

/** What both agreements change: the state itself, the policy, and the receipts. */
function useOptions() {
  const queries = useQueryClient();
  const onSuccess = () => {
    for (const path of ["/api/guardian", "/api/policy", "/api/consents/receipts"]) {
      void queries.invalidateQueries({ queryKey: ["get", path] });
    }
  };
  return { onSuccess, onError: tellProblem };
}
