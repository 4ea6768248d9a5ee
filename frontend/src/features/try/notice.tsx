/** What to know before the first reading. Nothing is loaded and no camera asked for until it has been read. */
import { Alert, Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/ui/card";
import type { ReaderState } from "@/inference/use-device-reader";

import classes from "./try.module.css";

const POINTS = ["noticeWeak", "noticeHere", "noticeKept", "noticeOthers"] as const;

export function Notice({ state, onStart }: { state: ReaderState["is"]; onStart: () => void }) {
  const { t } = useTranslation();
  const [isAdult, setAdult] = useState(false);
  return (
    <div className={classes.notice}>
      <Card title={t("try.notice")}>
        <ul className={classes.points}>
          {POINTS.map((point) => (
            <li key={point}>{t(`try.${point}`)}</li>
          ))}
        </ul>
        {state === "failed" && (
          <Alert role="alert" color="red" mb="md">
            {t("try.failed")}
          </Alert>
        )}
        <Checkbox checked={isAdult} label={t("try.adult")} onChange={(event) => setAdult(event.currentTarget.checked)} />
        <Button mt="lg" size="md" disabled={!isAdult} loading={state === "loading"} onClick={onStart}>
          {t(state === "loading" ? "try.loading" : "try.start")}
        </Button>
      </Card>
    </div>
  );
}
