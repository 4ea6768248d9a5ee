/** After "that's not how I feel": another expression where the camera is on, else how it is going. */
import { Chip, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { isEmotion } from "@/components/emotion/emotion";
import { tellProblem } from "@/components/ui/tell";
import { CHECK_INS } from "@/lib/check-ins";
import type { LiveSession, LiveState } from "@/realtime/live-session";

import classes from "./message-card.module.css";

interface Props {
  session: LiveSession;
  state: LiveState;
  onDone: () => void;
  /** What was said did not arrive. */
  onRefused: () => void;
}

export function WhatFits({ session, state, onDone, onRefused }: Props) {
  const { t } = useTranslation();
  const say = (request: Promise<void> | null) => {
    onDone();
    request?.catch((error: unknown) => {
      onRefused();
      tellProblem(error);
    });
  };
  const expressions = state.camera === "on" ? state.labels.filter(isEmotion) : [];
  return (
    <div role="group" aria-label={t("support.whatFits")}>
      <p className={classes.note}>{t("support.whatFits")}</p>
      <Group gap={6} mt={8}>
        {expressions.length > 0
          ? expressions.map((label) => (
              <Chip key={label} size="xs" checked={false} onChange={() => say(session.correct(label))}>
                {t(`emotion.${label}`)}
              </Chip>
            ))
          : CHECK_INS.map((value) => (
              <Chip key={value} size="xs" checked={false} onChange={() => say(session.sendCheckIn(value))}>
                {t(`checkIn.${value}`)}
              </Chip>
            ))}
        <Chip size="xs" checked={false} onChange={() => say(null)}>
          {t("rail.skipLabel")}
        </Chip>
      </Group>
    </div>
  );
}
