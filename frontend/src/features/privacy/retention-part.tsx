/** How long what is kept; the numbers come from the running server's configuration. */
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Loaded } from "@/components/ui/loaded";

import classes from "./my-data-page.module.css";

export function RetentionPart() {
  const { t } = useTranslation();
  const retention = api.useQuery("get", "/api/privacy/retention");
  return (
    <Card title={t("data.retention")}>
      <Loaded query={retention} rows={1}>
        {(data) => (
          <dl className={classes.facts}>
            <dt>{t("data.kept.spells")}</dt>
            <dd>{t("data.hours", { count: data.spell_hours })}</dd>
            <dt>{t("data.kept.summaries")}</dt>
            <dd>{t("data.days", { count: data.summary_days })}</dd>
            <dt>{t("data.kept.windows")}</dt>
            <dd>{t("data.days", { count: data.window_days })}</dd>
            <dt>{t("data.kept.audit")}</dt>
            <dd>{t("data.days", { count: data.audit_days })}</dd>
            <dt>{t("data.kept.pictures")}</dt>
            <dd>{t("data.never")}</dd>
          </dl>
        )}
      </Loaded>
    </Card>
  );
}
