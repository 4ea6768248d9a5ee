/** A declaration, signed or about to be, as a list of facts. */
import { useTranslation } from "react-i18next";

import { Facts } from "@/components/ui/facts";

import type { Form, Signed } from "./declaration";

export function DeclarationSummary({ declaration }: { declaration: Form | Signed }) {
  const { t } = useTranslation();
  const blank = t("admin.unknown");
  return (
    <Facts>
      <dt>{t("policy.where")}</dt>
      <dd>{declaration.jurisdictions.map((place) => t(`account.regions.${place as "eu"}`)).join(", ") || blank}</dd>
      <dt>{t("policy.institution")}</dt>
      <dd>{t(`policy.institutions.${declaration.institution as "none"}`)}</dd>
      <dt>{t("policy.ages")}</dt>
      <dd>{t(`policy.ageGroups.${declaration.ages as "adults"}`)}</dd>
      <dt>{t("policy.purpose")}</dt>
      <dd>{declaration.purpose || blank}</dd>
      <dt>{t("policy.basis")}</dt>
      <dd>{declaration.lawful_basis || blank}</dd>
      <dt>{t("policy.assessment")}</dt>
      <dd>{declaration.impact_assessment || blank}</dd>
      <dt>{t("policy.contact")}</dt>
      <dd>{declaration.contact || blank}</dd>
    </Facts>
  );
}
