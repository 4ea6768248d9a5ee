/** What an alert or a mark was about, in words. */
import { useTranslation } from "react-i18next";

const CAUSES = ["lost", "confused", "frustrated", "tired", "bored", "help_waiting"] as const;

export function useCause() {
  const { t } = useTranslation();
  return (cause: string | null) => t(`report.cause.${CAUSES.find((each) => each === cause) ?? "other"}`);
}
