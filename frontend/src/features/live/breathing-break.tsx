/** One minute of breathing. It needs nothing and records nothing. */
import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { Icon } from "@/components/ui/icon";

import classes from "./breathing-break.module.css";
import rail from "./rail.module.css";

const STEPS = [
  { word: "rail.breakIn", seconds: 4 },
  { word: "rail.breakHold", seconds: 2 },
  { word: "rail.breakOut", seconds: 6 },
] as const;
const ROUND_S = STEPS.reduce((sum, step) => sum + step.seconds, 0);
const LENGTH_S = 60;

export function BreathingBreak() {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <section className={rail.part}>
      <Button fullWidth variant="subtle" leftSection={<Icon name="breath" size={18} />} onClick={dialog.open}>
        {t("rail.break")}
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={t("rail.breakTitle")} closeButtonProps={{ "aria-label": t("shell.close") }}>
        <Minute onDone={dialog.close} />
      </Modal>
    </section>
  );
}

function Minute({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [second, setSecond] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setSecond((now) => Math.min(now + 1, LENGTH_S)), 1000);
    return () => window.clearInterval(timer);
  }, []);
  const isOver = second >= LENGTH_S;
  const step = stepAt(second % ROUND_S);
  return (
    <div className={classes.minute}>
      <div className={classes.circle} data-step={isOver ? undefined : step.word} aria-hidden="true" />
      <p className={classes.word} role="status">
        {isOver ? t("rail.breakDone") : t(step.word)}
      </p>
      <Button variant="default" onClick={onDone}>
        {t("rail.breakClose")}
      </Button>
    </div>
  );
}

function stepAt(second: number) {
  let end = 0;
  for (const step of STEPS) {
    end += step.seconds;
    if (second < end) return step;
  }
  return STEPS[0];
}
