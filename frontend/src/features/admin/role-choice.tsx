/** Somebody's role. Stepping through the choices is only a wish: arrow keys do it, and another role takes things away. */
import { Button, Group, Modal, NativeSelect, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";

export const ROLES = ["student", "tutor", "admin"] as const;
export type Role = (typeof ROLES)[number];

interface Props {
  user: Schema["UserOut"];
  isMine: boolean;
  change: (role: Role) => void;
}

export function RoleChoice({ user, isMine, change }: Props) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<Role>(user.role);
  const [isOpen, dialog] = useDisclosure(false);
  const { name } = user;
  const choose = (value: string) => {
    setWanted(ROLES.find((role) => role === value) ?? user.role);
    dialog.open();
  };
  const confirm = () => {
    dialog.close();
    change(wanted);
  };
  return (
    <>
      <NativeSelect
        aria-label={t("admin.roleOf", { name })}
        disabled={isMine}
        value={user.role}
        onChange={(event) => choose(event.currentTarget.value)}
        data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      />
      <Modal opened={isOpen} onClose={dialog.close} title={t("admin.otherRole", { name })} closeButtonProps={{ "aria-label": t("shell.close") }}>
        <Stack>
          <p>{t(`admin.becomes.${wanted}`, { name })}</p>
          <Group>
            <Button onClick={confirm}>{t("admin.changeRole", { role: t(`role.${wanted}`) })}</Button>
            <Button variant="default" onClick={dialog.close}>
              {t("admin.keepRole")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
