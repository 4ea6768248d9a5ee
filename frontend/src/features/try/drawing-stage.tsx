/** Our own drawn face as the source: moving from look to look, or holding one. */
import { Button, Group } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { DrawnClip } from "@/components/ui/drawn-clip";
import { useStream } from "@/inference/use-stream";
import { LOOKS, type LookName } from "@/lib/drawn-face";

import type { StageProps } from "./bench";
import { Framed } from "./framed";
import classes from "./try.module.css";

const NAMES = Object.keys(LOOKS) as LookName[];

export function DrawingStage({ reader, read, onRead }: StageProps) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hold, setHold] = useState<LookName | null>(null);
  useStream(reader, () => canvas.current, true, onRead);
  return (
    <>
      <Framed box={read?.reading.box ?? null}>
        <DrawnClip ref={canvas} hold={hold} label={t("try.view")} className={classes.shown} />
      </Framed>
      <Group gap={6} role="group" aria-label={t("try.drawings")}>
        <Button size="compact-sm" variant={hold ? "default" : "light"} aria-pressed={!hold} onClick={() => setHold(null)}>
          {t("try.drawingPlay")}
        </Button>
        {NAMES.map((name) => (
          <Button key={name} size="compact-sm" variant={hold === name ? "light" : "default"} aria-pressed={hold === name} onClick={() => setHold(name)}>
            {t(`try.sample.${name}`)}
          </Button>
        ))}
      </Group>
    </>
  );
}
