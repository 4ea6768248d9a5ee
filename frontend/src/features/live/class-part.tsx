/** What a student does in front of the class: raise a hand, react with a word, write. None of it needs a camera. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { ChatBox } from "@/components/chat/chat-box";
import { Icon } from "@/components/ui/icon";
import { tellProblem } from "@/components/ui/tell";
import { REACTIONS } from "@/lib/reactions";
import { isJoined, type LiveSession, type LiveState } from "@/realtime/live-session";
import { useStore } from "@/realtime/store";

import check from "./check-ins.module.css";
import rail from "./rail.module.css";

export function ClassPart({ session, state }: { session: LiveSession; state: LiveState }) {
  const { t } = useTranslation();
  const isOff = !isJoined(state);
  const { hand, reaction } = useStore(session.floor.store);
  return (
    <>
      <section className={rail.part}>
        <h2 className={rail.head} id="reactions">
          {t("chat.inClass")}
        </h2>
        <div className={check.values} role="group" aria-labelledby="reactions">
          {REACTIONS.map((kind) => (
            <button
              key={kind}
              type="button"
              className={check.value}
              aria-pressed={reaction === kind}
              disabled={isOff}
              onClick={() => void session.floor.react(kind).catch(tellProblem)}
            >
              {t(`reaction.${kind}`)}
            </button>
          ))}
        </div>
        <p className={rail.note}>{t("reaction.hint")}</p>
        <Button
          fullWidth
          mt="sm"
          variant={hand ? "filled" : "default"}
          leftSection={<Icon name="hand" size={18} />}
          disabled={isOff}
          onClick={() => void session.floor.setHand(!hand).catch(tellProblem)}
        >
          {t(hand ? "hand.lower" : "hand.raise")}
        </Button>
        <p className={rail.note} role="status">
          {t(hand ? "hand.up" : "hand.hint")}
        </p>
      </section>
      <section className={rail.part}>
        <h2 className={rail.head}>{t("chat.title")}</h2>
        <ChatBox chat={session.chat} />
      </section>
    </>
  );
}
