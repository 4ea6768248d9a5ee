/** What a parent or guardian sees behind the link of the letter. They need no account. */
import { Button, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, http, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { ProblemCard } from "@/components/ui/problem-card";
import { readSecret } from "@/lib/secret";

import classes from "./reading.module.css";

export function GuardianPage() {
  const { t } = useTranslation();
  const [token] = useState(() => readSecret("token"));
  return token ? <Behind token={token} /> : (
    <Page narrow title={t("guardian.pageTitle")} lead={t("guardian.noLink")}>
      {null}
    </Page>
  );
}

const KEY = ["guardian-page"];

function Behind({ token }: { token: string }) {
  const { t, i18n } = useTranslation();
  const [isOver, setOver] = useState(false);
  const page = useQuery({
    queryKey: [...KEY, i18n.language],
    queryFn: async () => (await http.POST("/api/guardian/page", { body: { token } })).data as Schema["GuardianPage"],
    enabled: !isOver,
  });
  if (isOver) return <Page narrow title={t("guardian.pageTitle")} lead={t("guardian.ended")}>{null}</Page>;
  return <Loaded query={page}>{(data) => <Answer token={token} page={data} onOver={() => setOver(true)} />}</Loaded>;
}

interface Props {
  token: string;
  page: Schema["GuardianPage"];
  onOver: () => void;
}

function Answer({ token, page, onOver }: Props) {
  const { t } = useTranslation();
  const refuse = api.useMutation("post", "/api/guardian/refuse", { onSuccess: onOver });
  const child = { child: page.child };
  return (
    <Page narrow title={page.words.title} lead={t("guardian.pageLead", { ...child, site: page.site })}>
      <div className={classes.sections}>
        <Card>
          <p className={classes.words}>{page.words.body}</p>
          {page.outdated && <p className={classes.soft}>{t("guardian.outdated")}</p>}
          {refuse.error && <ProblemCard error={refuse.error} />}
          {page.agreed ? (
            <>
              <p role="status">{t("guardian.agreed", { ...child, name: page.guardian_name })}</p>
              <Button variant="default" loading={refuse.isPending} onClick={() => refuse.mutate({ body: { token } })}>
                {t("guardian.takeBack")}
              </Button>
            </>
          ) : (
            <Agree token={token} hash={page.words.text_hash} onRefuse={() => refuse.mutate({ body: { token } })} />
          )}
        </Card>
        {page.declaration && <Deployer declaration={page.declaration} />}
      </div>
    </Page>
  );
}

function Agree({ token, hash, onRefuse }: { token: string; hash: string; onRefuse: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const agree = api.useMutation("post", "/api/guardian/agree", {
    onSuccess: () => void queries.invalidateQueries({ queryKey: KEY }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    agree.mutate({ body: { token, name, text_hash: hash } });
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput label={t("guardian.name")} autoComplete="name" required withAsterisk={false} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      {agree.error && <ProblemCard error={agree.error} />}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onRefuse}>
          {t("guardian.refuse")}
        </Button>
        <Button variant="default" type="submit" loading={agree.isPending}>
          {t("guardian.agree")}
        </Button>
      </div>
    </form>
  );
}

function Deployer({ declaration }: { declaration: Schema["DeclarationSummary"] }) {
  const { t } = useTranslation();
  return (
    <Card quiet title={t("guardian.deployer")}>
      <Facts>
        <dt>{t("guardian.purpose")}</dt>
        <dd>{declaration.purpose}</dd>
        <dt>{t("policy.basis")}</dt>
        <dd>{declaration.lawful_basis}</dd>
        <dt>{t("guardian.contact")}</dt>
        <dd>{declaration.contact}</dd>
      </Facts>
    </Card>
  );
}
