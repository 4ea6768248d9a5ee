/** For administrators: whether messages help, how far the camera fits words, and the ways to a person. */
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { formatShare } from "@/lib/format";

import { AgreementReport } from "./agreement-report";
import { ContactsForm } from "./contacts-form";
import { EffectTable } from "./effect-table";
import { SiteForm } from "./site-form";
import classes from "./support.module.css";

export function EffectPage() {
  const { t } = useTranslation();
  const effect = api.useQuery("get", "/api/support/effect");
  const agreement = api.useQuery("get", "/api/support/agreement");
  return (
    <Page title={t("effect.title")} lead={t("effect.lead")}>
      <div className={classes.stack}>
        <Loaded query={effect} rows={4}>
          {(data) => <Effect effect={data} />}
        </Loaded>
        <Loaded query={agreement}>{(data) => <AgreementReport report={data} />}</Loaded>
        <SiteForm />
        <ContactsForm />
      </div>
    </Page>
  );
}

function Effect({ effect }: { effect: Schema["EffectOut"] }) {
  const { t, i18n } = useTranslation();
  const clear = effect.lines.filter((line) => line.includes_zero === false).length;
  return (
    <Card title={t("effect.help")}>
      <p className={classes.finding}>
        {effect.compared === 0 ? t("effect.nothingYet", { count: effect.min_per_arm }) : t("effect.found", { clear, count: effect.compared })}
      </p>
      <p className={classes.note}>
        {t(`effect.state.${effect.why}`)} {effect.running && t("effect.how", { share: formatShare(effect.controls_share, i18n.language) })} {t("effect.rounded")}
      </p>
      {effect.lines.length > 0 && <EffectTable lines={effect.lines} />}
    </Card>
  );
}
