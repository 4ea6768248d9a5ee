/** Ends the class, once it was asked whether it should: for everybody in it that cannot be taken back. */
import { Button, Group, Modal, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { api } from "@/api/client";
import { ProblemCard } from "@/components/ui/problem-card";

export function EndClass({ id }: { id: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isAsking, ask] = useDisclosure(false);
  const end = api.useMutation("post", "/api/live-classes/{live_class_id}/end", {
    onSuccess: () => void navigate(`/live/${id}/report`),
  });
  return (
    <>
      <Button variant="default" onClick={ask.open}>
        {t("panel.end")}
      </Button>
      <Modal opened={isAsking} onClose={ask.close} title={t("panel.endTitle")} closeButtonProps={{ "aria-label": t("shell.close") }}>
        <Stack>
          <p>{t("panel.endLead")}</p>
          {end.error && <ProblemCard error={end.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={ask.close}>
              {t("panel.goOn")}
            </Button>
            <Button loading={end.isPending} onClick={() => end.mutate({ params: { path: { live_class_id: id } } })}>
              {t("panel.endNow")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
