/** The tutor's live panel: the sentence first, then mood, help, tiles, and the way through the lesson. */
import { Anchor, Button } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { api, type Schema } from "@/api/client";
import { Loaded, Rows } from "@/components/ui/loaded";
import { usePageTitle } from "@/components/ui/page";
import { ProblemCard } from "@/components/ui/problem-card";
import { PanelWatch, type Panel } from "@/realtime/panel-watch";
import { useStore } from "@/realtime/store";

import { AlertList } from "./alert-list";
import { ChatCard } from "./chat-card";
import { CheckInCounts } from "./check-in-counts";
import { ClassGuide } from "./class-guide";
import { EndClass } from "./end-class";
import { Headline } from "./headline";
import { HandList } from "./hand-list";
import { HelpList } from "./help-list";
import { MoodNow } from "./mood-now";
import classes from "./panel-page.module.css";
import { PollCard } from "./poll-card";
import { TellCard } from "./tell-card";
import { TileGrid } from "./tile-grid";
import { WhatIDid } from "./what-i-did";

export function PanelPage() {
  const liveClassId = Number(useParams().liveClassId);
  const path = { live_class_id: liveClassId };
  const live = api.useQuery("get", "/api/live-classes/{live_class_id}", { params: { path } });
  return <Loaded query={live}>{(data) => <LivePanel key={data.id} live={data} />}</Loaded>;
}

function LivePanel({ live }: { live: Schema["LiveClassOut"] }) {
  const { t } = useTranslation();
  usePageTitle(t("panel.title", { lesson: live.lesson_title }));
  const watch = usePanelWatch(live.id, live.ended_at === null);
  const { ended } = useStore(watch.store);
  const isOver = ended || live.ended_at !== null;
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <div>
          <p className={classes.over}>{live.course_title}</p>
          <h1 className={classes.lesson}>{live.lesson_title}</h1>
        </div>
        <div className={classes.actions}>
          {live.call_url && (
            <Button component="a" href={live.call_url} target="_blank" rel="noopener noreferrer" variant="default">
              {t("lesson.openCall")}
            </Button>
          )}
          {!isOver && <EndClass id={live.id} />}
        </div>
      </header>
      {isOver ? <ClassOver id={live.id} /> : <WatchedPanel watch={watch} live={live} />}
    </div>
  );
}

/** What stands here stays where the server refuses more for a while: somebody may be writing. */
function WatchedPanel({ watch, live }: { watch: PanelWatch; live: Schema["LiveClassOut"] }) {
  const { t } = useTranslation();
  const { panel, connection, refusal } = useStore(watch.store);
  return (
    <>
      {refusal && <ProblemCard error={{ code: refusal }} />}
      <div role="status">{panel && (refusal || connection !== "online") && <p className={classes.stale}>{t("panel.reconnecting")}</p>}</div>
      {panel && <Board panel={panel} live={live} watch={watch} />}
      {!panel && !refusal && <Rows count={3} />}
    </>
  );
}

function ClassOver({ id }: { id: number }) {
  const { t } = useTranslation();
  return (
    <p>
      {t("panel.over")}{" "}
      <Anchor component={Link} to={`/live/${id}/report`}>
        {t("report.read")}
      </Anchor>
    </p>
  );
}

function Board({ panel, live, watch }: { panel: Panel; live: Schema["LiveClassOut"]; watch: PanelWatch }) {
  const [to, setTo] = useState<number | null>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  const writeTo = (userId: number) => {
    setTo(userId);
    words.current?.focus();
  };
  return (
    <>
      <Headline panel={panel} />
      <AlertList alerts={panel.alerts} watch={watch} />
      <div className={classes.board}>
        <div className={classes.said}>
          <HelpList calls={panel.help} onWrite={writeTo} />
          <HandList panel={panel} watch={watch} />
          <CheckInCounts counts={panel.check_ins} />
        </div>
        <div className={classes.main}>
          <MoodNow panel={panel} />
          <TileGrid tiles={panel.tiles} mode={panel.mode} />
          <div className={classes.talk}>
            <ChatCard chat={watch.chat} />
            <div className={classes.stack}>
              <PollCard key={panel.poll?.poll_id} poll={panel.poll} watch={watch} />
              <TellCard panel={panel} watch={watch} to={to} onTo={setTo} field={words} />
            </div>
          </div>
        </div>
        <div className={classes.side}>
          <ClassGuide live={live} />
          <WhatIDid interventions={panel.interventions} watch={watch} />
        </div>
      </div>
    </>
  );
}

function usePanelWatch(liveClassId: number, isOpen: boolean): PanelWatch {
  const [watch] = useState(() => new PanelWatch(liveClassId));
  useEffect(() => {
    if (!isOpen) return;
    watch.start();
    return () => watch.stop();
  }, [watch, isOpen]);
  return watch;
}
