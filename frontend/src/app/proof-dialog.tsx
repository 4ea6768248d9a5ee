/** Asks for the password once more whenever the server wants it, and lets the refused request go on. */
import { Button, getDefaultZIndex, Modal, PasswordInput, Stack } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { useEffect, useRef, useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { answerProofs } from "@/api/proof";
import { ProblemCard } from "@/components/ui/problem-card";

/** The refused request may come out of another dialog: this one stands in front of it. */
const IN_FRONT = getDefaultZIndex("overlay");

export function ProofDialog() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [password, setPassword] = useState("");
  const settle = useRef<((given: boolean) => void) | null>(null);
  useEffect(() => {
    answerProofs(
      () =>
        new Promise((resolve) => {
          settle.current?.(false);
          settle.current = resolve;
          setOpen(true);
        }),
    );
  }, []);
  const finish = (given: boolean) => {
    settle.current?.(given);
    settle.current = null;
    setPassword("");
    setOpen(false);
  };
  // Escape gives up the proof only. Mounted before the pages, this hears the key before the dialog below does.
  const giveUp = (event: KeyboardEvent) => {
    if (!isOpen || event.key !== "Escape") return;
    event.stopImmediatePropagation();
    finish(false);
  };
  useWindowEvent("keydown", giveUp, { capture: true });
  const prove = api.useMutation("post", "/api/auth/prove", { onSuccess: () => finish(true) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    prove.mutate({ body: { password } });
  };
  return (
    <Modal opened={isOpen} onClose={() => finish(false)} closeOnEscape={false} zIndex={IN_FRONT} title={t("proof.title")} closeButtonProps={{ "aria-label": t("shell.close") }}>
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
    </Modal>
  );
}
