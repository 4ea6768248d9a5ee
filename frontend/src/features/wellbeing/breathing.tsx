/** A slow breath at the pace the server names. It records nothing. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";

import classes from "./wellbeing.module.css";
import { useSeconds } from "./use-seconds";

export function Breathing({ pace, onDone }: { pace: Schema["BreathingOut"]; onDone: () => void }) {
  const { t } = useTranslation();
  const second = useSeconds();
  const breath = pace.inhale_s + pace.exhale_s;
  const isOver = second >= breath * pace.breaths;
  const step = second % breath < pace.inhale_s ? "in" : "out";
  const seconds = step === "in" ? pace.inhale_s : pace.exhale_s;
  return (
    <div className={classes.minute}>
      <div
        className={classes.circle}
        data-step={isOver ? undefined : step}
        style={{ transitionDuration: `${seconds}s` }}
        aria-hidden="true"
      />
      <p className={classes.word} role="status">
        {isOver ? t("care.breathingDone") : t(`care.breathe.${step}`)}
      </p>
      <Button variant="default" onClick={onDone}>
        {t("care.back")}
      </Button>
    </div>
  );
}
