/** What an alert or a mark "I helped" can be about: as the server names it, in words. */
import { useTranslation } from "react-i18next";

const ALERT_CAUSES = ["lost", "confused", "frustrated", "tired", "bored", "help_waiting"] as const;

export function useCause() {
  const { t } = useTranslation();
  return (cause: string | null) => t(`alerts.cause.${ALERT_CAUSES.find((each) => each === cause) ?? "other"}`);
}
