/** Everything about the camera before and while it is on: consent, check, on-air sign, opt-in. */
import { Button, Switch } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { CAMERA_PROBLEMS, type CameraProblem } from "@/realtime/camera";
import { mayRead, type CameraState, type LiveSession, type LiveState } from "@/realtime/live-session";

import { CameraCheck } from "./camera-check";
import { ConsentDialog } from "./consent-dialog";
import { OnAirVideo } from "./on-air-video";
import classes from "./rail.module.css";
import { WhereNote } from "./where-note";

const POLICY_AGAIN_MS = 300_000;

interface Props {
  session: LiveSession;
  state: LiveState;
  courseId: number;
  inClass: boolean;
}

export function CameraPart({ session, state, courseId, inClass }: Props) {
  const [isAsking, ask] = useDisclosure(false);
  const { isAskable, mayOptIn } = usePolicy(courseId, state);
  if (state.mode === null) return null;
  return (
    <section className={classes.part}>
      <Camera session={session} state={state} />
      {!mayRead(state) && <WhyOff isAskable={isAskable} onAsk={ask.open} />}
      {inClass && mayOptIn && <OptIn session={session} state={state} />}
      <ConsentDialog
        isOpen={isAsking}
        courseId={courseId}
        onClose={ask.close}
        onDecided={() => {
          ask.close();
          void session.rejoin();
        }}
      />
    </section>
  );
}

/** Asked anew whenever the server says that something else is allowed, and now and then where it has no reason to. */
function usePolicy(courseId: number, { mode, sharing }: LiveState) {
  const queries = useQueryClient();
  useEffect(() => {
    if (mode !== null) void queries.invalidateQueries({ queryKey: ["get", "/api/policy"] });
  }, [queries, mode, sharing]);
  const where = { params: { query: { course_id: courseId } } };
  return readPolicy(api.useQuery("get", "/api/policy", where, { refetchInterval: POLICY_AGAIN_MS }).data);
}

function readPolicy(policy: Schema["PolicyOut"] | undefined) {
  if (!policy) return { isAskable: false, mayOptIn: false };
  const isAskable = policy.allowed.some((mode) => mode !== "off");
  return { isAskable, mayOptIn: policy.allowed.includes("individual") && !policy.missing.includes("share_tutors") };
}

/** The sign that says whether the camera is on, the picture while it is, the way to switch it. */
function Camera({ session, state }: { session: LiveSession; state: LiveState }) {
  const { t } = useTranslation();
  const [isChecking, check] = useDisclosure(false);
  const [isOnAir, setOnAir] = useState(false);
  const onAirStream = isOnAir && state.camera === "on" ? state.stream : null;
  const openCheck = () => {
    setOnAir(false);
    check.open();
    void session.startCamera();
  };
  const leaveCheck = () => {
    check.close();
    session.stopCamera();
  };
  const go = () => {
    setOnAir(true);
    check.close();
  };
  return (
    <>
      <OnAirSign isOn={onAirStream !== null} onStop={() => session.stopCamera()} />
      {onAirStream && <OnAirVideo session={session} stream={onAirStream} />}
      {!onAirStream && mayRead(state) && (
        <Button fullWidth variant="light" loading={state.camera === "starting"} onClick={openCheck}>
          {t("rail.turnOn")}
        </Button>
      )}
      {onAirStream && <WhereNote state={state} />}
      {isProblem(state.camera) && !isChecking && <p className={classes.note}>{t(`camera.problem.${state.camera}`)}</p>}
      <CameraCheck isOpen={isChecking} session={session} state={state} onRetry={() => void session.startCamera()} onLeave={leaveCheck} onGo={go} />
    </>
  );
}

function OnAirSign({ isOn, onStop }: { isOn: boolean; onStop: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.head}>
      <span className={classes.onAir}>
        <span className={classes.light} data-on={isOn || undefined} />
        {isOn ? t("rail.onAir") : t("rail.offAir")}
      </span>
      {isOn && (
        <Button size="compact-sm" variant="default" onClick={onStop}>
          {t("rail.stop")}
        </Button>
      )}
    </div>
  );
}

/** Off by law or by the course gets one sentence; off because nobody agreed gets the question. */
function WhyOff({ isAskable, onAsk }: { isAskable: boolean; onAsk: () => void }) {
  const { t } = useTranslation();
  if (!isAskable) return <p className={classes.note}>{t("rail.modeOff")}</p>;
  return (
    <>
      <p className={classes.note}>{t("rail.noConsent")}</p>
      <Button mt="sm" variant="default" onClick={onAsk}>
        {t("rail.askConsent")}
      </Button>
    </>
  );
}

function OptIn({ session, state: { sharing, optInWish, connection } }: { session: LiveSession; state: LiveState }) {
  const { t } = useTranslation();
  const isSeen = sharing?.tile ?? false;
  const isWaiting = optInWish !== null && connection !== "online";
  return (
    <>
      <Switch
        mt="md"
        checked={optInWish ?? isSeen}
        label={t("rail.optIn")}
        onChange={(event) => void session.rejoin({ optIn: event.currentTarget.checked })}
      />
      <p className={classes.note}>{isWaiting ? t("rail.optInLater") : isSeen ? t("rail.seen") : t("rail.optInHint")}</p>
    </>
  );
}

function isProblem(camera: CameraState): camera is CameraProblem {
  return (CAMERA_PROBLEMS as readonly string[]).includes(camera);
}
