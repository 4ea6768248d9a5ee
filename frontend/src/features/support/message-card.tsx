/**
 * One message as a calm card in the rail: what one can do with it, rate it, say that it does not fit, put it
 * away. "That's not how I feel" takes back what led to it at once and lets the student say what would fit.
 */
import { ActionIcon } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { Icon } from "@/components/ui/icon";
import { tellProblem } from "@/components/ui/tell";
import type { SupportMessage } from "@/realtime/class-talk";
import type { LiveSession, LiveState } from "@/realtime/live-session";

import { MessageActions, type MessageAction } from "./message-actions";
import classes from "./message-card.module.css";
import { QuietForToday } from "./quiet-for-today";
import { WhatFits } from "./what-fits";

interface Props {
  message: SupportMessage;
  session: LiveSession;
  state: LiveState;
  inClass: boolean;
  onAction: (action: MessageAction) => void;
}

type Step = "asked" | "thanked" | "naming" | "named";

export function MessageCard({ message, session, state, inClass, onAction }: Props) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>("asked");
  const askAgain = (error: unknown) => {
    setStep("asked");
    tellProblem(error);
  };
  const rate = api.useMutation("post", "/api/support/messages/{message_id}/rating", { onError: askAgain });
  const send = (value: "helped" | "not_helped" | "not_me") => rate.mutate({ params: { path: { message_id: message.id } }, body: { value } });
  const say = (value: "helped" | "not_helped") => {
    setStep("thanked");
    send(value);
  };
  const deny = () => {
    setStep("naming");
    send("not_me");
    if (state.camera === "on") session.correct(null).catch(askAgain);
  };
  return (
    <article className={classes.card} aria-label={t("support.card")}>
      <div className={classes.head}>
        <p className={classes.text}>{message.text}</p>
        <ActionIcon size="sm" color="gray" aria-label={t("support.putAway")} onClick={() => session.talk.putAwayMessage()}>
          <Icon name="close" size={16} />
        </ActionIcon>
      </div>
      {step === "asked" && (
        <>
          <MessageActions actions={message.actions} inClass={inClass} onAction={onAction} />
          <div className={classes.quiet} role="group" aria-label={t("support.rate")}>
            <button type="button" onClick={() => say("helped")}>
              {t("support.helped")}
            </button>
            <button type="button" onClick={() => say("not_helped")}>
              {t("support.notHelped")}
            </button>
            <button type="button" onClick={deny}>
              {t("support.notMe")}
            </button>
          </div>
        </>
      )}
      {step === "naming" && <WhatFits session={session} state={state} onDone={() => setStep("named")} onRefused={() => setStep("naming")} />}
      <p className={classes.note} role="status">
        {step === "thanked" && t("support.thanks")}
        {step === "named" && t("support.wordCounts")}
      </p>
      <QuietForToday onQuiet={() => session.talk.putAwayMessage()} />
    </article>
  );
}
