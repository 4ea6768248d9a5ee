/** The dialog that takes the password. */
import { Button, getDefaultZIndex, Modal, PasswordInput, Stack } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { ProblemCard } from "@/components/ui/problem-card";

/** The refused request may come out of another dialog: this one stands in front of it. */
const IN_FRONT = getDefaultZIndex("overlay");

interface Props {
  isOpen: boolean;
  onFinish: (given: boolean) => void;
  onClosed: () => void;
}

export function ProofForm({ isOpen, onFinish, onClosed }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened={isOpen} onClose={() => onFinish(false)} closeOnEscape={false} returnFocus={false} onExitTransitionEnd={onClosed} zIndex={IN_FRONT} title={t("proof.title")} closeButtonProps={{ "aria-label": t("shell.close") }}>
      <Password onGiven={() => onFinish(true)} />
    </Modal>
  );
}

/** Lives only while the dialog is open: nothing that was typed stays. */
function Password({ onGiven }: { onGiven: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState("");
  const prove = api.useMutation("post", "/api/auth/prove", { onSuccess: onGiven });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    prove.mutate({ body: { password } });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t("proof.text")}</p>
        {prove.error && <ProblemCard error={prove.error} />}
        <PasswordInput label={t("account.password")} data-autofocus autoComplete="current-password" required withAsterisk={false} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <Button type="submit" loading={prove.isPending}>
          {t("proof.go")}
        </Button>
      </Stack>
    </form>
  );
}
