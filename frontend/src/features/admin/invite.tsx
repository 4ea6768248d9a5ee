/** Inviting somebody by mail. The secret stands in the letter only. */
import { Button, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell } from "@/components/ui/tell";

const ROLES = ["student", "tutor", "admin"] as const;

export function Invite() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isOpen, dialog] = useDisclosure(false);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<(typeof ROLES)[number]>("student");
  const invite = api.useMutation("post", "/api/admin/invitations", {
    onSuccess: () => {
      tell(t("admin.invited", { email }));
      setEmail("");
      dialog.close();
      void queries.invalidateQueries({ queryKey: ["get", "/api/admin/invitations"] });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    invite.mutate({ body: { email, role } });
  };
  return (
    <>
      <Button onClick={dialog.open}>{t("admin.invite")}</Button>
      <Modal opened={isOpen} onClose={dialog.close} title={t("admin.invite")} closeButtonProps={{ "aria-label": t("shell.close") }}>
        <form onSubmit={submit}>
          <Stack>
            {invite.error && <ProblemCard error={invite.error} />}
            <TextInput data-autofocus type="email" label={t("account.email")} required withAsterisk={false} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
            <NativeSelect
              label={t("people.role")}
              value={role}
              onChange={(event) => setRole(ROLES.find((each) => each === event.currentTarget.value) ?? "student")}
              data={ROLES.map((each) => ({ value: each, label: t(`role.${each}`) }))}
            />
            <Button type="submit" loading={invite.isPending}>
              {t("admin.inviteSend")}
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
