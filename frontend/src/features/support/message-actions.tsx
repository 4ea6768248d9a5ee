/** What a message offers to do. It says what was chosen and does nothing itself. */
import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { SupportMessage } from "@/realtime/class-talk";

export type MessageAction = SupportMessage["actions"][number];

interface Props {
  actions: readonly MessageAction[];
  inClass: boolean;
  onAction: (action: MessageAction) => void;
}

export function MessageActions({ actions, inClass, onAction }: Props) {
  const { t } = useTranslation();
  if (actions.length === 0) return null;
  return (
    <Group gap={6} mt="sm">
      {actions.map((action) => (
        <Button key={action} size="compact-md" onClick={() => onAction(action)}>
          {t(action === "ask" && inClass ? "support.action.askInClass" : `support.action.${action}`)}
        </Button>
      ))}
    </Group>
  );
}
