/** A pulse poll: ask in a few words, see counts once enough have answered, close it. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useState } from "react";

import { Card } from "@/components/ui/card";
import { tellProblem } from "@/components/ui/tell";
import { formatShare } from "@/lib/format";
import type { Panel, PanelWatch } from "@/realtime/panel-watch";

import { PollForm } from "./poll-form";
import classes from "./side.module.css";

type Poll = NonNullable<Panel["poll"]>;

export function PollCard({ poll, watch }: { poll: Panel["poll"]; watch: PanelWatch }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const [isClosing, setClosing] = useState(false);
  const close = (id: number) => {
    setClosing(true);
    void watch
      .closePoll(id)
      .catch(tellProblem)
      .finally(() => setClosing(false));
  };
  const showsForm = isAsking || poll === null;
  return (
    <Card title={t("poll.title")}>
      {poll && <Counts poll={poll} />}
      {poll?.open && (
        <Button mt="md" variant="default" loading={isClosing} onClick={() => close(poll.poll_id)}>
          {t("poll.close")}
        </Button>
      )}
      {poll && !poll.open && !isAsking && (
        <Button mt="md" variant="default" onClick={() => setAsking(true)}>
          {t("poll.again")}
        </Button>
      )}
      {showsForm && !poll?.open && <PollForm watch={watch} onAsked={() => setAsking(false)} />}
    </Card>
  );
}

function Counts({ poll }: { poll: Poll }) {
  const { t, i18n } = useTranslation();
  const { counts } = poll;
  return (
    <>
      <p className={classes.question}>{poll.question}</p>
      {!counts && <p>{poll.choices.join(" · ")}</p>}
      {counts && (
        <dl className={classes.results}>
          {poll.choices.map((choice, index) => (
            <div key={choice}>
              <dt>{choice}</dt>
              <dd>
                <i style={{ width: `${((counts[index] ?? 0) / poll.answered) * 100}%` }} />
                <b>{counts[index] ?? 0}</b>
                <span className={classes.quiet}>{formatShare((counts[index] ?? 0) / poll.answered, i18n.language)}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className={classes.quiet} role="status">
        {t("poll.answered", { count: poll.answered })} {!counts && t("poll.shownFrom", { count: poll.shown_from })}
        {!poll.open && ` ${t("poll.closed")}`}
      </p>
    </>
  );
}
