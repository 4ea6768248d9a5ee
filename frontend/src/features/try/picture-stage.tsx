/** A picture from this device as the source. The browser decodes it; it is not uploaded. */
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { PickFile } from "@/components/ui/pick-file";

import type { StageProps } from "./bench";
import { Framed } from "./framed";
import classes from "./try.module.css";

const SHOWN_PX = 1_280;

export function PictureStage({ reader, read, onRead }: StageProps) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<"none" | "shown" | "broken">("none");
  const show = async (file: File) => {
    if (!canvas.current) return;
    onRead(null);
    try {
      await paint(file, canvas.current);
      setState("shown");
      onRead(await reader.readStill(canvas.current));
    } catch {
      setState("broken");
    }
  };
  return (
    <>
      <Framed box={state === "shown" ? (read?.reading.box ?? null) : null}>
        <canvas ref={canvas} className={classes.shown} hidden={state !== "shown"} role="img" aria-label={t("try.view")} />
        {state !== "shown" && <p className={classes.empty}>{t(state === "broken" ? "try.pictureBroken" : "try.pictureIdle")}</p>}
      </Framed>
      <PickFile accept="image/*" variant="filled" onPick={(file) => void show(file)}>
        {t("try.choosePicture")}
      </PickFile>
    </>
  );
}

async function paint(file: File, canvas: HTMLCanvasElement): Promise<void> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, SHOWN_PX / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.max(Math.round(bitmap.width * scale), 1);
  canvas.height = Math.max(Math.round(bitmap.height * scale), 1);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}
