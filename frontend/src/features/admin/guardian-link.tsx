/** A link that an administrator hands to the parent or guardian in person, where letters are not sent. */
import { Button, CopyButton, Modal, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { ProblemCard } from "@/components/ui/problem-card";

import classes from "./admin.module.css";

export function GuardianLink({ user }: { user: Schema["UserOut"] }) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure(false);
  const [email, setEmail] = useState("");
  const make = api.useMutation("post", "/api/admin/users/{user_id}/guardian-link");
  const close = () => {
    setEmail("");
    make.reset();
    dialog.close();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    make.mutate({ params: { path: { user_id: user.id } }, body: { email } });
  };
  const title = t("admin.guardianLinkFor", { name: user.name });
  return (
    <>
      <Button size="compact-md" variant="default" aria-label={title} onClick={dialog.open}>
        {t("admin.guardianLink")}
      </Button>
      <Modal opened={isOpen} onClose={close} title={title} closeButtonProps={{ "aria-label": t("shell.close") }}>
        {make.data ? (
          <Stack>
            <TextInput readOnly label={t("admin.guardianLinkMade")} value={make.data.link} />
            <CopyButton value={make.data.link}>{({ copied, copy }) => <Button onClick={copy}>{t(copied ? "admin.copied" : "admin.copy")}</Button>}</CopyButton>
          </Stack>
        ) : (
          <form onSubmit={submit}>
            <Stack>
              <p className={classes.soft}>{t("admin.guardianLinkLead")}</p>
              {make.error && <ProblemCard error={make.error} />}
              <TextInput data-autofocus type="email" label={t("admin.guardianEmail")} required withAsterisk={false} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
              <Button type="submit" loading={make.isPending}>
                {t("admin.guardianLinkMake")}
              </Button>
            </Stack>
          </form>
        )}
      </Modal>
    </>
  );
}
