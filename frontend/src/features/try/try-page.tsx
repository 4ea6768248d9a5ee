/** Trying the readout without an account: everything is computed in this browser and forgotten with the page. */
import { useTranslation } from "react-i18next";

import { Page } from "@/components/ui/page";
import { useDeviceReader } from "@/inference/use-device-reader";

import { Bench } from "./bench";
import { Notice } from "./notice";

export function TryPage() {
  const { t } = useTranslation();
  const { is, reader, load } = useDeviceReader();
  return (
    <Page title={t("try.title")} lead={t("try.lead")}>
      {reader ? <Bench reader={reader} /> : <Notice state={is} onStart={load} />}
    </Page>
  );
}
