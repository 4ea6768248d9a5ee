/** What is read on one side, what the model says on the other. */
import { Anchor, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { DeviceReader } from "@/inference/device-reader";
import type { Read } from "@/inference/protocol";
import { formatBytes, formatNumber } from "@/lib/format";
import { readOutbox } from "@/lib/outbox";
import { useOutbox } from "@/lib/use-outbox";

import { CameraStage } from "./camera-stage";
import { DrawingStage } from "./drawing-stage";
import { PictureStage } from "./picture-stage";
import { Result } from "./result";
import classes from "./try.module.css";

const STAGES = { drawing: DrawingStage, camera: CameraStage, picture: PictureStage } as const;
type StageName = keyof typeof STAGES;

export interface StageProps {
  reader: DeviceReader;
  read: Read | null;
  onRead: (read: Read | null) => void;
}

export function Bench({ reader }: { reader: DeviceReader }) {
  const { t } = useTranslation();
  const [name, setName] = useState<StageName>("drawing");
  const [read, setRead] = useState<Read | null>(null);
  const [frames, setFrames] = useState(0);
  const Stage = STAGES[name];
  const take = (next: Read | null) => {
    setRead(next);
    if (next) setFrames((count) => count + 1);
  };
  const choose = (next: string) => {
    setRead(null);
    setName(next as StageName);
  };
  return (
    <div className={classes.bench}>
      <div className={classes.left}>
        <SegmentedControl
          fullWidth
          aria-label={t("try.source")}
          value={name}
          onChange={choose}
          data={(["drawing", "camera", "picture"] as const).map((value) => ({ value, label: t(`try.${value}`) }))}
        />
        <Stage key={name} reader={reader} read={read} onRead={take} />
      </div>
      <div className={classes.right}>
        <Result labels={reader.labels} read={read} isStill={name === "picture"} />
        <Sent frames={frames} tookMs={read?.tookMs ?? reader.frameMs} />
      </div>
    </div>
  );
}

function Sent({ frames, tookMs }: { frames: number; tookMs: number }) {
  const { t, i18n } = useTranslation();
  const [before] = useState(() => readOutbox().bytes);
  const { bytes } = useOutbox();
  return (
    <div className={classes.sent}>
      <p>{t("try.sentNothing", { count: frames, bytes: formatBytes(bytes - before, i18n.language) })}</p>
      <p>{t("try.speed", { ms: formatNumber(Math.round(tookMs), i18n.language) })}</p>
      <p>
        <Anchor component={Link} to="/prove" inherit underline="always">
          {t("try.proof")}
        </Anchor>
      </p>
    </div>
  );
}
