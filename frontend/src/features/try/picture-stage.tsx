/** A picture from this device as the source. The browser decodes it; it is not uploaded. */
import { useEffect, useRef, useState } from "react";
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
  const newest = useRef<File>(null);
  useEffect(() => () => void (newest.current = null), []);
  const show = async (file: File) => {
    const isOver = () => newest.current !== file; // another picture was chosen, or another source
    newest.current = file;
    onRead(null);
    try {
      const bitmap = await createImageBitmap(file);
      if (isOver() || !canvas.current) return bitmap.close();
      paint(bitmap, canvas.current);
      setState("shown");
      const found = await reader.readStill(canvas.current);
      if (!isOver()) onRead(found);
    } catch {
      if (!isOver()) setState("broken");
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

function paint(bitmap: ImageBitmap, canvas: HTMLCanvasElement): void {
  const scale = Math.min(1, SHOWN_PX / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.max(Math.round(bitmap.width * scale), 1);
  canvas.height = Math.max(Math.round(bitmap.height * scale), 1);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}
