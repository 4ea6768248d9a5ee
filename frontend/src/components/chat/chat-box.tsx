/** The chat of a live class: what was written, and a place to write. It does not know whether a tutor or a student reads. */
import { ActionIcon, Button, Textarea } from "@mantine/core";
import { useEffect, useRef, useState, type KeyboardEvent, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { Icon } from "@/components/ui/icon";
import { tellProblem } from "@/components/ui/tell";
import { formatClock } from "@/lib/format";
import type { ChatLine, ClassChat } from "@/realtime/class-chat";
import { useStore } from "@/realtime/store";

import classes from "./chat-box.module.css";

const LONGEST = 500;
/** So near to the newest line, one is reading along. */
const NEAR_PX = 40;

interface Props {
  chat: ClassChat;
  /** A tutor writes also while students may not, and takes down anybody's line. */
  teaches?: boolean;
}

export function ChatBox({ chat, teaches = false }: Props) {
  const { t } = useTranslation();
  const { open, lines } = useStore(chat.store);
  const isClosed = open === false && !teaches;
  return (
    <div className={classes.box}>
      <Lines lines={lines} teaches={teaches} onTakeDown={(id) => void chat.takeDown(id).catch(tellProblem)} />
      <Composer chat={chat} mayWrite={teaches || open === true} />
      <p className={classes.quiet} role="status">
        {t(isClosed ? "chat.closed" : "chat.whoReads")}
      </p>
    </div>
  );
}

function Lines({ lines, teaches, onTakeDown }: { lines: readonly ChatLine[]; teaches: boolean; onTakeDown: (id: number) => void }) {
  const { t, i18n } = useTranslation();
  const log = useReadAlong(lines.at(-1)?.id);
  const takeDown = (id: number) => {
    log.current?.focus(); // the button goes with its line
    onTakeDown(id);
  };
  return (
    // A part that scrolls must be reachable without a mouse.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.log} ref={log} role="log" aria-label={t("chat.lines")} tabIndex={0}>
      {lines.length === 0 && <p className={classes.quiet}>{t("chat.empty")}</p>}
      {lines.map((line) => (
        <article key={line.id} className={classes.line} data-mine={line.mine || undefined}>
          <header className={classes.head}>
            <span>
              <b>{line.mine ? t("chat.me") : <bdi>{line.from_name}</bdi>}</b>{" "}
              {line.by_tutor && !line.mine && <span className={classes.tutor}>{t("chat.tutor")}</span>}{" "}
              {formatClock(line.at, i18n.language)}
            </span>
            {(line.mine || teaches) && (
              <ActionIcon
                size="sm"
                color="gray"
                aria-label={t("chat.takeDown", { name: line.from_name, time: formatClock(line.at, i18n.language) })}
                onClick={() => takeDown(line.id)}
              >
                <Icon name="close" size={16} />
              </ActionIcon>
            )}
          </header>
          <p className={classes.text} dir="auto">
            {line.text}
          </p>
        </article>
      ))}
    </div>
  );
}

/** It stays while the chat is closed, so that nothing begun is lost. */
function Composer({ chat, mayWrite }: { chat: ClassChat; mayWrite: boolean }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [isSending, setSending] = useState(false);
  const send = () => {
    if (text.trim() === "" || isSending || !mayWrite) return;
    setSending(true);
    void chat
      .say(text)
      .then(() => setText((now) => (now.startsWith(text) ? now.slice(text.length) : now)), tellProblem)
      .finally(() => setSending(false));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send();
  };
  const sendOnEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <Textarea
        className={classes.field}
        aria-label={t("chat.write")}
        placeholder={t("chat.write")}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={LONGEST}
        readOnly={!mayWrite}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={sendOnEnter}
      />
      <Button type="submit" variant="default" disabled={text.trim() === "" || !mayWrite} loading={isSending}>
        {t("chat.post")}
      </Button>
    </form>
  );
}

/** Keep the newest line in sight, also when the box appears only later, unless one went back to read older ones. */
function useReadAlong(newest: number | undefined) {
  const log = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  useEffect(() => {
    const box = log.current;
    if (!box) return;
    const note = () => void (isNear.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX);
    const follow = () => void (isNear.current && (box.scrollTop = box.scrollHeight));
    const size = new ResizeObserver(follow);
    size.observe(box);
    box.addEventListener("scroll", note, { passive: true });
    return () => {
      size.disconnect();
      box.removeEventListener("scroll", note);
    };
  }, []);
  useEffect(() => {
    if (log.current && isNear.current) log.current.scrollTop = log.current.scrollHeight;
  }, [newest]);
  return log;
}
