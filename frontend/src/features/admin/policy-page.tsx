/** What the deployer declared, and signing the next version. A change reaches every open lesson at once. */
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { formatMoment } from "@/lib/format";

import classes from "./admin.module.css";
import { SignDeclaration } from "./sign-declaration";

export function PolicyPage() {
  const { t } = useTranslation();
  const declarations = api.useQuery("get", "/api/admin/declaration");
  return (
    <Page title={t("policy.title")} lead={t("policy.lead")}>
      <Loaded query={declarations}>
        {({ items }) => (
          <div className={classes.stack}>
            {items[0] ? <Current declaration={items[0]} /> : <EmptyState title={t("policy.noneTitle")} text={t("policy.none")} />}
            <SignDeclaration key={items[0]?.version ?? 0} latest={items[0] ?? null} onSigned={() => void declarations.refetch()} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

type Declaration = Schema["DeclarationOut"];

function Current({ declaration }: { declaration: Declaration }) {
  const { t, i18n } = useTranslation();
  return (
    <Card title={t("policy.current", { version: declaration.version })} side={<span className={classes.soft}>{formatMoment(declaration.signed_at, i18n.language)}</span>}>
      <p className={classes.finding}>{t(`mode.${declaration.mode}`)}</p>
      <dl className={classes.facts}>
        <dt>{t("policy.where")}</dt>
        <dd>{declaration.jurisdictions.map((place) => t(`account.regions.${place as "eu"}`)).join(", ")}</dd>
        <dt>{t("policy.institution")}</dt>
        <dd>{t(`policy.institutions.${declaration.institution as "none"}`)}</dd>
        <dt>{t("policy.ages")}</dt>
        <dd>{t(`policy.ageGroups.${declaration.ages as "adults"}`)}</dd>
        <dt>{t("policy.purpose")}</dt>
        <dd>{declaration.purpose}</dd>
        <dt>{t("policy.basis")}</dt>
        <dd>{declaration.lawful_basis}</dd>
        <dt>{t("policy.assessment")}</dt>
        <dd>{declaration.impact_assessment || t("admin.unknown")}</dd>
        <dt>{t("policy.contact")}</dt>
        <dd>{declaration.contact}</dd>
      </dl>
    </Card>
  );
}
