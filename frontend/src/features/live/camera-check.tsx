/** A look at one's own picture before anything is sent: light, framing, and what to do when there is none. */
import { Button, Group, Loader, Modal } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { CAMERA_PROBLEMS } from "@/realtime/camera";
import type { LiveSession, LiveState } from "@/realtime/live-session";

import classes from "./camera-check.module.css";
import { useLight } from "./use-light";
import { WhereChoice } from "./where-choice";

interface Props {
  isOpen: boolean;
  session: LiveSession;
  state: LiveState;
  onRetry: () => void;
  onLeave: () => void;
  onGo: () => void;
}

export function CameraCheck({ isOpen, session, state, onRetry, onLeave, onGo }: Props) {
  const { t } = useTranslation();
  const problem = CAMERA_PROBLEMS.find((each) => each === state.camera);
  return (
    <Modal
      opened={isOpen}
      onClose={onLeave}
      title={t("camera.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("shell.close") }}
    >
      <p className={classes.lead}>{t("camera.lead")}</p>
      {problem ? (
        <p role="alert" className={classes.problem}>
          {t(`camera.problem.${problem}`)}
        </p>
      ) : (
        <Preview stream={state.stream} />
      )}
      {!problem && <WhereChoice session={session} state={state} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onLeave}>
          {t("camera.notNow")}
        </Button>
        {problem ? (
          <Button onClick={onRetry}>{t("shell.retry")}</Button>
        ) : (
          <Button disabled={state.camera !== "on" || !canStart(state)} loading={isLoading(state)} onClick={onGo}>
            {t("camera.go")}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

/** Going on air with nowhere to read would show an empty readout. */
function canStart({ where, device }: LiveState): boolean {
  return where === "server" || device === "ready" || device === "slow";
}

function isLoading({ camera, where, device }: LiveState): boolean {
  return camera === "on" && where === "device" && device === "loading";
}

function Preview({ stream }: { stream: MediaStream | null }) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const light = useLight(video, stream);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  if (!stream) {
    return (
      <div className={classes.waiting}>
        <Loader aria-label={t("rail.starting")} />
      </div>
    );
  }
  return (
    <>
      <div className={classes.frame}>
        <video ref={video} className={classes.video} aria-label={t("rail.thumb")} autoPlay muted playsInline />
        <span className={classes.guide} aria-hidden="true" />
      </div>
      <ul className={classes.hints}>
        <li role="status">{light ? t(`camera.light${light}`) : t("rail.waiting")}</li>
        <li>{t("camera.framing")}</li>
      </ul>
    </>
  );
}
