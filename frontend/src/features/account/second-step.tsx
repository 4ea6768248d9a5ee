/** A second step at login: read a square picture into an app, give its first code, keep codes on paper. */
import { Button, Code, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Loaded } from "@/components/ui/loaded";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell, tellProblem } from "@/components/ui/tell";
import { saveFile } from "@/lib/save-file";

import classes from "./security.module.css";
import { SquareCode } from "./square-code";

/** `onCodes` tells whether the codes on paper, shown this once, stand here. */
export function SecondStep({ onCodes }: { onCodes?: (shown: boolean) => void }) {
  const { t } = useTranslation();
  const factor = api.useQuery("get", "/api/me/second-factor");
  const refresh = useRefresh();
  const [codes, setCodes] = useState<string[] | null>(null);
  const show = (some: string[] | null) => {
    setCodes(some);
    onCodes?.(some !== null);
  };
  return (
    <Card title={t("security.step")}>
      {codes ? (
        <PaperCodes
          codes={codes}
          onKept={() => {
            show(null);
            refresh();
          }}
        />
      ) : (
        <Loaded query={factor} rows={1}>
          {(data) => (data.state === "on" ? <InPlace factor={data} /> : <Enrol isRequired={data.required} onCodes={show} />)}
        </Loaded>
      )}
    </Card>
  );
}

function Enrol({ isRequired, onCodes }: { isRequired: boolean; onCodes: (codes: string[]) => void }) {
  const { t } = useTranslation();
  const begin = api.useMutation("post", "/api/me/second-factor", { onError: tellProblem });
  if (begin.data) return <Confirm enrolment={begin.data} onCodes={onCodes} />;
  return (
    <>
      <p className={classes.lead}>{t(isRequired ? "security.required" : "security.off")}</p>
      <Button loading={begin.isPending} onClick={() => begin.mutate({})}>
        {t("security.begin")}
      </Button>
    </>
  );
}

function Confirm({ enrolment, onCodes }: { enrolment: Schema["EnrolmentOut"]; onCodes: (codes: string[]) => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const confirm = api.useMutation("post", "/api/me/second-factor/confirm", { onSuccess: ({ codes }) => onCodes(codes) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    confirm.mutate({ body: { code } });
  };
  return (
    <form onSubmit={submit} className={classes.enrol}>
      <SquareCode text={enrolment.link} label={t("security.square")} />
      <div className={classes.side}>
        <p className={classes.lead}>{t("security.scan")}</p>
        <p>
          {t("security.key")} <Code className={classes.key}>{enrolment.secret}</Code>
        </p>
        {confirm.error && <ProblemCard error={confirm.error} />}
        <TextInput label={t("security.first")} autoComplete="one-time-code" inputMode="numeric" required withAsterisk={false} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        <Button type="submit" loading={confirm.isPending}>
          {t("security.confirm")}
        </Button>
      </div>
    </form>
  );
}

function PaperCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useTranslation();
  const save = () => saveFile("attune-paper-codes.txt", new Blob([codes.join("\n") + "\n"], { type: "text/plain" }));
  return (
    <>
      <h3>{t("security.paper")}</h3>
      <p className={classes.lead}>{t("security.paperLead")}</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>
            <Code>{code}</Code>
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button variant="default" onClick={save}>
          {t("security.save")}
        </Button>
        <Button onClick={onKept}>{t("security.done")}</Button>
      </div>
    </>
  );
}

function InPlace({ factor }: { factor: Schema["FactorOut"] }) {
  const { t } = useTranslation();
  const refresh = useRefresh();
  const remove = api.useMutation("delete", "/api/me/second-factor", {
    onSuccess: () => {
      tell(t("security.removed"));
      refresh();
    },
    onError: tellProblem,
  });
  return (
    <>
      <p className={classes.lead}>
        {t("security.on")} {t("security.left", { count: factor.paper_codes })}
      </p>
      {!factor.required && (
        <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate({})}>
          {t("security.remove")}
        </Button>
      )}
    </>
  );
}

function useRefresh() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ["get", "/api/me/second-factor"] });
}
