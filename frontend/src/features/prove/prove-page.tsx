/** Counts, live, what leaves this device while a drawn face is read on it, and says how to check the counting. */
import { useTranslation } from "react-i18next";

import { useMe, useStatus } from "@/api/me";
import { Card } from "@/components/ui/card";
import { Page } from "@/components/ui/page";

import { Clip } from "./clip";
import { Log } from "./log";
import classes from "./prove.module.css";

const STEPS = ["step1", "step2", "step3", "step4"] as const;
const REASONS = ["how1", "how2", "how3"] as const;

export function ProvePage() {
  const { t } = useTranslation();
  const { me } = useMe();
  const allowed = useStatus()?.on_device;
  const mayRun = allowed === "everyone" || (allowed === "members" && me !== undefined);
  return (
    <Page title={t("prove.title")} lead={t("prove.lead")}>
      <div className={classes.stack}>
        {mayRun && <Clip />}
        {allowed !== undefined && !mayRun && <p className={classes.note}>{t("prove.closed")}</p>}
        <Log />
        <div className={classes.columns}>
          <Card title={t("prove.check")}>
            <ol className={classes.list}>
              {STEPS.map((step) => (
                <li key={step}>{t(`prove.${step}`)}</li>
              ))}
            </ol>
          </Card>
          <Card title={t("prove.why")}>
            <ul className={classes.list}>
              {REASONS.map((reason) => (
                <li key={reason}>{t(`prove.${reason}`)}</li>
              ))}
            </ul>
          </Card>
        </div>
      </div>
    </Page>
  );
}
