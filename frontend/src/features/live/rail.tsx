/**
 * The quiet side of a lesson: on-air sign, my expression, check-ins, help, break, timeline. On a phone it is
 * a bar at the bottom that opens. It does not know the lesson's text.
 */
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import { Icon } from "@/components/ui/icon";
import { useStore } from "@/realtime/store";
import type { LiveSession } from "@/realtime/live-session";

import { BreathingBreak } from "./breathing-break";
import { CameraPart } from "./camera-part";
import { CheckIns } from "./check-ins";
import { ConnectionNote } from "./connection-note";
import { MiniTimeline } from "./mini-timeline";
import classes from "./rail.module.css";
import { Readout, ReadoutWord } from "./readout";

export interface RailLesson {
  id: number;
  course_id: number;
}

interface Props {
  session: LiveSession;
  lesson: RailLesson;
  userId: number;
  inClass: boolean;
}

export function Rail({ session, lesson, userId, inClass }: Props) {
  const { t } = useTranslation();
  const state = useStore(session.store);
  const [isOpen, drawer] = useDisclosure(false);
  return (
    <aside className={classes.rail} data-open={isOpen || undefined} aria-label={t("rail.title")}>
      <div className={classes.bar}>
        <span className={classes.barWords}>
          <span className={classes.light} data-on={state.camera === "on" || undefined} />
          {state.camera === "on" ? <ReadoutWord state={state} /> : t("rail.title")}
        </span>
        {state.camera === "on" && (
          <Button size="compact-sm" variant="default" onClick={() => session.stopCamera()}>
            {t("rail.stop")}
          </Button>
        )}
        <button type="button" className={classes.toggle} aria-expanded={isOpen} aria-label={isOpen ? t("rail.close") : t("rail.open")} onClick={drawer.toggle}>
          <Icon name={isOpen ? "down" : "up"} />
        </button>
      </div>
      <div className={classes.body}>
        <ConnectionNote state={state} />
        <CameraPart session={session} state={state} courseId={lesson.course_id} inClass={inClass} />
        {state.camera === "on" && <Readout session={session} state={state} />}
        <CheckIns session={session} state={state} inClass={inClass} />
        <BreathingBreak />
        <MiniTimeline userId={userId} lessonId={lesson.id} isLive={state.camera === "on"} />
      </div>
    </aside>
  );
}
