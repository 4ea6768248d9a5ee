/** Take everything with me as one file, or erase my account; both ask for the password. */
import { Button, Modal, PasswordInput, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { http } from "@/api/client";
import { leave, type Me } from "@/api/me";
import { Card } from "@/components/ui/card";
import { ProblemCard } from "@/components/ui/problem-card";
import { saveFile } from "@/lib/save-file";
import { eraseTimelines } from "@/lib/timeline";

import classes from "./my-data-page.module.css";

export function TakeOrErase({ me }: { me: Me }) {
  const { t } = useTranslation();
  const take = async (password: string) => {
    const { data } = await http.POST("/api/privacy/export", { body: { password }, parseAs: "blob" });
    if (data instanceof Blob) saveFile("attune-my-data.zip", data);
  };
  const erase = async (password: string) => {
    await http.POST("/api/privacy/erase", { body: { password } });
    eraseTimelines(me.id);
    leave("/login");
  };
  return (
    <Card title={t("data.takeTitle")}>
      <p className={classes.note}>{t("data.takeLead")}</p>
      <div className={classes.buttons}>
        <WithPassword title={t("data.take")} text={t("data.takeText")} run={take} />
        <WithPassword title={t("data.erase")} text={t("data.eraseText")} run={erase} isFinal />
      </div>
    </Card>
  );
}

interface Asked {
  title: string;
  text: string;
  run: (password: string) => Promise<void>;
  isFinal?: boolean;
}

function WithPassword({ title, text, run, isFinal = false }: Asked) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure(false);
  const [password, setPassword] = useState("");
  const [error, setError] = useState<unknown>(null);
  const close = () => {
    setPassword("");
    setError(null);
    dialog.close();
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setError(null);
    try {
      await run(password);
      close();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {title}
      </Button>
      <Modal opened={isOpen} onClose={close} title={title} closeButtonProps={{ "aria-label": t("shell.close") }}>
        <form onSubmit={(event) => void submit(event)}>
          <Stack>
            <p>{text}</p>
            {error !== null && <ProblemCard error={error} />}
            <PasswordInput data-autofocus label={t("account.password")} autoComplete="current-password" required withAsterisk={false} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
            <Button type="submit" color={isFinal ? "red" : undefined}>
              {title}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
