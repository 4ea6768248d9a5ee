/** What is kept and how long, for everyone, without a login. The numbers are the running server's settings. */
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { WideTable } from "@/components/ui/wide-table";

import classes from "./reading.module.css";

type Rules = Schema["RetentionOut"];

export function RetentionPage() {
  const { t } = useTranslation();
  const rules = api.useQuery("get", "/api/privacy/retention");
  return (
    <Page narrow title={t("keeping.title")} lead={t("keeping.lead")}>
      <Loaded query={rules}>
        {(data) => (
          <div className={classes.sections}>
            <Kept rules={data} />
            <p>
              {t("keeping.cleanup", { count: data.retention_every_minutes })} {t("keeping.erase")}
            </p>
            <Responsible />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Kept({ rules }: { rules: Rules }) {
  const { t } = useTranslation();
  const days = (count: number) => t("data.days", { count });
  const rows = [
    [t("keeping.pictures"), t("keeping.never"), t("keeping.picturesWhy")],
    [t("keeping.onDevice"), t("keeping.device"), t("keeping.onDeviceWhy")],
    [t("keeping.spells"), t("data.hours", { count: rules.spell_hours }), t("keeping.spellsWhy")],
    [t("keeping.summaries"), days(rules.summary_days), t("keeping.summariesWhy")],
    [t("keeping.windows"), days(rules.window_days), t("keeping.windowsWhy")],
    [t("keeping.audit"), days(rules.audit_days), t("keeping.auditWhy")],
    [t("keeping.logins"), days(rules.ended_login_days), t("keeping.loginsWhy")],
    [t("keeping.invitations"), days(rules.invitation_days), t("keeping.invitationsWhy")],
    [t("keeping.chat"), t("data.hours", { count: rules.chat_hours }), t("keeping.chatWhy")],
    [t("keeping.account"), t("keeping.asLong"), t("keeping.accountWhy")],
  ];
  return (
    <WideTable label={t("keeping.title")} minWidth={560} columns={[t("keeping.what"), t("keeping.howLong"), t("keeping.why")]}>
      {rows.map(([what, howLong, why]) => (
        <Table.Tr key={what}>
          <Table.Td>{what}</Table.Td>
          <Table.Td className={classes.number}>{howLong}</Table.Td>
          <Table.Td>{why}</Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

function Responsible() {
  const { t } = useTranslation();
  const view = api.useQuery("get", "/api/declaration");
  const signed = view.data?.declaration;
  return (
    <Card quiet title={t("keeping.who")}>
      {signed ? (
        <Facts>
          <dt>{t("guardian.contact")}</dt>
          <dd>{signed.contact}</dd>
          <dt>{t("guardian.purpose")}</dt>
          <dd>{signed.purpose}</dd>
          <dt>{t("policy.basis")}</dt>
          <dd>{signed.lawful_basis}</dd>
        </Facts>
      ) : (
        <p>{t("keeping.nobody")}</p>
      )}
    </Card>
  );
}
