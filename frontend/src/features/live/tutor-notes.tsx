/** What the tutor wrote, to me or to everybody, until I put it away. */
import { ActionIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Icon } from "@/components/ui/icon";
import { formatClock } from "@/lib/format";
import type { ClassTalk, TalkState } from "@/realtime/class-talk";

import classes from "./talk.module.css";

export function TutorNotes({ talk, words }: { talk: ClassTalk; words: TalkState["words"] }) {
  const { t, i18n } = useTranslation();
  return (
    <div role="status">
      {words.map((note) => (
        <article key={note.id} className={classes.card}>
          <header className={classes.head}>
            <span className={classes.from}>
              {t(note.to_me ? "words.toMe" : "words.toAll", { name: note.from_name || t("words.tutor") })}
              {" · "}
              {formatClock(note.at, i18n.language)}
            </span>
            <ActionIcon size="sm" color="gray" aria-label={t("words.putAway")} onClick={() => talk.putAwayWords(note.id)}>
              <Icon name="close" size={16} />
            </ActionIcon>
          </header>
          <p className={classes.text}>{note.text}</p>
        </article>
      ))}
    </div>
  );
}
