/** The camera as the source. It starts on a click, stops with the page, and its pictures go nowhere. */
import { Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useStream } from "@/inference/use-stream";
import { CameraError, closeCamera, openCamera, type CameraProblem } from "@/realtime/camera";

import type { StageProps } from "./bench";
import { Framed } from "./framed";
import classes from "./try.module.css";

const HAVE_CURRENT_DATA = 2;

export function CameraStage({ reader, read, onRead }: StageProps) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const { stream, problem, start, stop } = useCamera(() => onRead(null));
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  const shown = () => (video.current && video.current.readyState >= HAVE_CURRENT_DATA ? video.current : null);
  useStream(reader, shown, stream !== null, onRead);
  return (
    <>
      <Framed box={stream ? (read?.reading.box ?? null) : null} isMirrored>
        {stream ? (
          <video ref={video} className={classes.shown} data-mirrored aria-label={t("try.view")} autoPlay muted playsInline />
        ) : (
          <p className={classes.empty}>{t(problem ? `camera.problem.${problem}` : "try.cameraIdle")}</p>
        )}
      </Framed>
      <Button variant={stream ? "default" : "filled"} onClick={stream ? stop : () => void start()}>
        {t(stream ? "try.cameraOff" : "try.cameraOn")}
      </Button>
    </>
  );
}

function useCamera(onOff: () => void) {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [problem, setProblem] = useState<CameraProblem | null>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  useEffect(() => () => void (stream && closeCamera(stream)), [stream]);
  const stop = () => {
    setStream(null);
    onOff();
  };
  const lose = () => {
    stop();
    setProblem("busy");
  };
  const start = async () => {
    setProblem(null);
    try {
      const opened = await openCamera();
      if (isGone.current) return closeCamera(opened);
      for (const track of opened.getTracks()) track.addEventListener("ended", lose);
      setStream(opened);
    } catch (error) {
      setProblem(error instanceof CameraError ? error.problem : "failed");
    }
  };
  return { stream, problem, start, stop };
}
