/** What an alert or a mark was about, in words. */
import { useTranslation } from "react-i18next";

import { ALERT_CAUSES } from "@/lib/alert-causes";

export function useCause() {
  const { t } = useTranslation();
  return (cause: string | null) => t(`report.cause.${ALERT_CAUSES.find((each) => each === cause) ?? "other"}`);
}
