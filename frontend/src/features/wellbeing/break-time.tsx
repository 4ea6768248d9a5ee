/** A few minutes away from the screen, with a clock that can be ignored. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import classes from "./wellbeing.module.css";
import { useSeconds } from "./use-seconds";

/** Short breaks of up to ten minutes restore; three fit into any lesson. */
const LENGTH_MIN = 3;

export function BreakTime({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const left = Math.max(0, LENGTH_MIN - Math.floor(useSeconds() / 60));
  return (
    <div className={classes.minute}>
      <p className={classes.lead}>{t("care.breakText")}</p>
      <p className={classes.word} role="status">
        {left > 0 ? t("care.minutesLeft", { count: left }) : t("care.breakDone")}
      </p>
      <Button variant="default" onClick={onDone}>
        {t("care.back")}
      </Button>
    </div>
  );
}
