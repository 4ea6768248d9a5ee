/**
 * The quiet side of a lesson: on-air sign, my expression, check-ins, help, break, timeline. On a phone it is
 * a bar at the bottom that opens. It does not know the lesson's text.
 */
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Icon } from "@/components/ui/icon";
import { useStore } from "@/realtime/store";
import type { ChatLine } from "@/realtime/class-chat";
import type { TalkState } from "@/realtime/class-talk";
import type { LiveSession, LiveState } from "@/realtime/live-session";

import { CameraPart } from "./camera-part";
import { CheckIns } from "./check-ins";
import { ClassPart } from "./class-part";
import { ClassPoll } from "./class-poll";
import { ConnectionNote } from "./connection-note";
import { MiniTimeline } from "./mini-timeline";
import classes from "./rail.module.css";
import { Readout, ReadoutWord } from "./readout";
import talkStyle from "./talk.module.css";
import { TutorNotes } from "./tutor-notes";

export interface RailLesson {
  id: number;
  course_id: number;
}

interface Props {
  session: LiveSession;
  lesson: RailLesson;
  userId: number;
  inClass: boolean;
  /** What the support loop and the ways to care put here; the rail does not know them. */
  messages: ReactNode;
  care: ReactNode;
}

export function Rail({ session, lesson, userId, inClass, messages, care }: Props) {
  const { t } = useTranslation();
  const state = useStore(session.store);
  const talk = useStore(session.talk.store);
  const { lines } = useStore(session.chat.store);
  const [isOpen, drawer] = useDisclosure(false);
  const newLine = useNewLine(lines, isOpen);
  return (
    <aside className={classes.rail} data-open={isOpen || undefined} aria-label={t("rail.title")}>
      <div className={classes.bar}>
        <span className={classes.barWords}>
          <span className={classes.light} data-on={state.camera === "on" || undefined} />
          <BarWords state={state} talk={talk} newLine={inClass ? newLine : null} />
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
        <div className={talkStyle.stack}>
          <div aria-live="polite">{talk.poll && !state.classEnded && <ClassPoll talk={session.talk} poll={talk.poll} />}</div>
          <TutorNotes talk={session.talk} words={talk.words} />
          {messages}
        </div>
        <CameraPart session={session} state={state} courseId={lesson.course_id} inClass={inClass} />
        {state.camera === "on" && <Readout session={session} state={state} />}
        <CheckIns session={session} state={state} inClass={inClass} />
        {inClass && <ClassPart session={session} state={state} />}
        {care}
        <MiniTimeline userId={userId} lessonId={lesson.id} isLive={state.camera === "on"} />
      </div>
    </aside>
  );
}

/**
 * On a phone the bar is all one sees: what came from a person goes first. News is told aloud too, for there the
 * closed rail is silent; a reading that changes is not.
 */
function BarWords({ state, talk, newLine }: { state: LiveState; talk: TalkState; newLine: number | null }) {
  const { t } = useTranslation();
  const news = newsOf(talk) ?? (newLine && ({ words: "chat.news", key: `chat ${newLine}` } as const));
  return (
    <span>
      <span role="status">{news && <span key={news.key}>{t(news.words)}</span>}</span>
      {!news && (state.camera === "on" ? <ReadoutWord state={state} /> : t("rail.title"))}
    </span>
  );
}

/** The key changes with each new thing, so that one that comes while another stands is told too. */
function newsOf({ poll, words, message }: TalkState) {
  if (poll !== null || words.length > 0) return { words: "words.newTalk", key: `${poll?.poll_id} ${words.at(-1)?.id}` } as const;
  return message && ({ words: "support.newMessage", key: message.id } as const);
}

/** The newest line of others since the rail was last open. */
function useNewLine(lines: readonly ChatLine[], isOpen: boolean): number | null {
  const newest = lines.findLast((line) => !line.mine)?.id ?? 0;
  const [seen, setSeen] = useState(0);
  if (isOpen && newest > seen) setSeen(newest);
  return !isOpen && newest > seen ? newest : null;
}
