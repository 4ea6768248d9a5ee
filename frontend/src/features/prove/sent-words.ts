/** What left this device as sentences, each number with the form of the word it needs. */
import { useTranslation } from "react-i18next";

import { formatBytes } from "@/lib/format";
import type { Outbox } from "@/lib/outbox";

export function useSentWords(): (sent: Pick<Outbox, "messages" | "bytes" | "pictures">) => string {
  const { t, i18n } = useTranslation();
  return ({ messages, bytes, pictures }) => {
    const left = t("prove.left", { count: messages, bytes: formatBytes(bytes, i18n.language) });
    return messages === 0 ? left : `${left} ${t("prove.findingPictures", { count: pictures })}`;
  };
}
