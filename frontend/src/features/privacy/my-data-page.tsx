/** Everything that is kept about me, who looked at it, and what I can do about it. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Me } from "@/api/me";
import { Page } from "@/components/ui/page";

import { AccountPart } from "./account-part";
import { ConsentPart } from "./consent-part";
import { GuardianPart } from "./guardian-part";
import classes from "./my-data-page.module.css";
import { RetentionPart } from "./retention-part";
import { TakeOrErase } from "./take-or-erase";
import { TimelinePart } from "./timeline-part";
import { ViewsPart } from "./views-part";

/** `more` is what other features know about me. */
export function MyDataPage({ me, more }: { me: Me; more: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Page title={t("data.title")} lead={t("data.lead")}>
      <div className={classes.columns}>
        <div className={classes.column}>
          {me.role === "student" && <TimelinePart me={me} />}
          {me.role === "student" && <GuardianPart />}
          {me.role === "student" && <ConsentPart />}
          <ViewsPart />
          <RetentionPart />
        </div>
        <div className={classes.column}>
          <TakeOrErase me={me} />
          <AccountPart me={me} />
          {more}
        </div>
      </div>
    </Page>
  );
}
