/** The way to one more course. */
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { lazy } from "react";
import { useTranslation } from "react-i18next";

import { OnDemand } from "@/components/ui/on-demand";

const JoinDialog = lazy(async () => ({ default: (await import("./join-dialog")).JoinDialog }));

export function JoinCourse() {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <>
      <Button variant="default" data-tour="join" onClick={dialog.open}>
        {t("home.join")}
      </Button>
      <OnDemand isAsked={isOpen}>{(isThere) => <JoinDialog isOpen={isThere} onClose={dialog.close} />}</OnDemand>
    </>
  );
}
