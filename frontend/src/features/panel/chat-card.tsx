/** The chat of the class, where the tutor writes along, takes lines down and says whether students may write. */
import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ChatBox } from "@/components/chat/chat-box";
import { Card } from "@/components/ui/card";
import { tellProblem } from "@/components/ui/tell";
import type { ClassChat } from "@/realtime/class-chat";
import { useStore } from "@/realtime/store";

export function ChatCard({ chat }: { chat: ClassChat }) {
  const { t } = useTranslation();
  const { open } = useStore(chat.store);
  return (
    <Card
      title={t("chat.title")}
      side={
        <Switch
          label={t("chat.mayWrite")}
          checked={open ?? true}
          disabled={open === null}
          onChange={(event) => void chat.setOpen(event.currentTarget.checked).catch(tellProblem)}
        />
      }
    >
      <ChatBox chat={chat} teaches />
    </Card>
  );
}
