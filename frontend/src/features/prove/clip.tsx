/** The drawn face being read here, and beside it what has left since it began. */
import { Alert, Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { DrawnClip } from "@/components/ui/drawn-clip";
import type { DeviceReader } from "@/inference/device-reader";
import { useDeviceReader } from "@/inference/use-device-reader";
import { useStream } from "@/inference/use-stream";

import { Counts } from "./counts";
import classes from "./prove.module.css";

export function Clip() {
  const { t } = useTranslation();
  const { is, reader, load } = useDeviceReader();
  const [isOn, setOn] = useState(false);
  const start = () => {
    setOn(true);
    if (is !== "ready") load();
  };
  if (isOn && reader) return <Running reader={reader} onStop={() => setOn(false)} />;
  return (
    <section className={classes.clip}>
      <DrawnClip hold="calm" label={t("try.view")} className={classes.shown} />
      <div className={classes.side}>
        <p className={classes.finding}>{t("prove.idle")}</p>
        {is === "failed" && (
          <Alert role="alert" color="red">
            {t("prove.failed")}
          </Alert>
        )}
        <Button className={classes.button} size="md" loading={is === "loading"} onClick={start}>
          {t("prove.run")}
        </Button>
      </div>
    </section>
  );
}

function Running({ reader, onStop }: { reader: DeviceReader; onStop: () => void }) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [frames, setFrames] = useState(0);
  useStream(reader, () => canvas.current, true, () => setFrames((count) => count + 1));
  return (
    <section className={classes.clip}>
      <DrawnClip ref={canvas} hold={null} label={t("try.view")} className={classes.shown} />
      <div className={classes.side}>
        <Counts frames={frames} />
        <Button className={classes.button} size="md" variant="default" onClick={onStop}>
          {t("prove.stop")}
        </Button>
      </div>
    </section>
  );
}
