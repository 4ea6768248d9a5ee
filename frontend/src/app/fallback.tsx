/** Pages for when there is no page. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { LoadAgain } from "@/components/ui/later";
import { Page } from "@/components/ui/page";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page narrow title={t("shell.notFoundTitle")} lead={t("shell.notFoundText")}>
      <Button component={Link} to="/">
        {t("shell.goHome")}
      </Button>
    </Page>
  );
}

export function Crash() {
  const { t } = useTranslation();
  return (
    <Page narrow title={t("shell.crashTitle")} lead={t("shell.crashText")}>
      <LoadAgain />
    </Page>
  );
}
