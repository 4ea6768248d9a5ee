/** How one's own account is protected. */
import { useTranslation } from "react-i18next";

import { Page } from "@/components/ui/page";

import { SecondStep } from "./second-step";

export function SecurityPage() {
  const { t } = useTranslation();
  return (
    <Page narrow title={t("security.title")} lead={t("security.lead")}>
      <SecondStep />
    </Page>
  );
}
