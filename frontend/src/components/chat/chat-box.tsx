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
  return (
    <div className={classes.box}>
      {lines.length === 0 ? (
        <p className={classes.quiet}>{t("chat.empty")}</p>
      ) : (
        <Lines lines={lines} onTakeDown={(id) => void chat.takeDown(id).catch(tellProblem)} teaches={teaches} />
      )}
      {open || teaches ? <Composer chat={chat} /> : <p className={classes.quiet}>{t("chat.closed")}</p>}
    </div>
  );
}

function Lines({ lines, teaches, onTakeDown }: { lines: readonly ChatLine[]; teaches: boolean; onTakeDown: (id: number) => void }) {
  const { t, i18n } = useTranslation();
  const log = useReadAlong(lines.at(-1)?.id);
  return (
    // A part that scrolls must be reachable without a mouse.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.log} ref={log} role="log" aria-label={t("chat.lines")} tabIndex={0}>
      {lines.map((line) => (
        <article key={line.id} className={classes.line} data-mine={line.mine || undefined}>
          <header className={classes.head}>
            <span>
              <b>{line.mine ? t("chat.me") : line.from_name}</b>
              {line.by_tutor && !line.mine && ` · ${t("chat.tutor")}`} · {formatClock(line.at, i18n.language)}
            </span>
            {(line.mine || teaches) && (
              <ActionIcon size="sm" color="gray" aria-label={t("chat.takeDown", { text: line.text })} onClick={() => onTakeDown(line.id)}>
                <Icon name="close" size={16} />
              </ActionIcon>
            )}
          </header>
          <p className={classes.text}>{line.text}</p>
        </article>
      ))}
    </div>
  );
}

function Composer({ chat }: { chat: ClassChat }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [isSending, setSending] = useState(false);
  const send = () => {
    if (text.trim() === "" || isSending) return;
    setSending(true);
    void chat
      .say(text)
      .then(() => setText((now) => (now === text ? "" : now)), tellProblem)
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
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={sendOnEnter}
      />
      <Button type="submit" variant="default" disabled={text.trim() === ""} loading={isSending}>
        {t("chat.post")}
      </Button>
    </form>
  );
}

/** Keep the newest line in sight, unless one has gone back to read older ones. */
function useReadAlong(newest: number | undefined) {
  const log = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  useEffect(() => {
    const box = log.current;
    if (!box) return;
    const note = () => void (isNear.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX);
    box.addEventListener("scroll", note, { passive: true });
    return () => box.removeEventListener("scroll", note);
  }, []);
  useEffect(() => {
    if (log.current && isNear.current) log.current.scrollTop = log.current.scrollHeight;
  }, [newest]);
  return log;
}
