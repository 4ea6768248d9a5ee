/** The way to a new course. */
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { lazy } from "react";
import { useTranslation } from "react-i18next";

import { OnDemand } from "@/components/ui/on-demand";

const NewCourseDialog = lazy(async () => ({ default: (await import("./new-course-dialog")).NewCourseDialog }));

export function NewCourse() {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <>
      <Button data-tour="new-course" onClick={dialog.open}>
        {t("home.newCourse")}
      </Button>
      <OnDemand isAsked={isOpen}>{(isThere) => <NewCourseDialog isOpen={isThere} onClose={dialog.close} />}</OnDemand>
    </>
  );
}
