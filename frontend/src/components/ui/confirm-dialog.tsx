/** Asks before something is lost. A refusal by the server is told where one asked. */
import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ProblemCard } from "./problem-card";

export interface Question {
  title: string;
  /** What is lost. */
  text: string;
  /** The button that does it. */
  action: string;
  onConfirm: () => Promise<unknown>;
}

interface Props extends Question {
  isOpen: boolean;
  onClose: () => void;
}

export function ConfirmDialog({ title, text, action, onConfirm, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const close = () => {
    setError(null);
    onClose();
  };
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      close();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={isOpen} onClose={close} title={title} closeButtonProps={{ "aria-label": t("shell.close") }}>
      <Stack>
        {error !== null && <ProblemCard error={error} />}
        <p>{text}</p>
        <Group>
          <Button loading={isBusy} onClick={() => void confirm()}>
            {action}
          </Button>
          <Button variant="default" onClick={close}>
            {t("shell.keep")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
