/**
 * At most a few alerts, each with one suggested move. Putting one aside is as easy as acting on it. A new one is told
 * aloud, once: not all of them again whenever a minute has passed.
 */
import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { tell, tellProblem } from "@/components/ui/tell";
import { formatAgo } from "@/lib/format";
import type { Panel, PanelWatch } from "@/realtime/panel-watch";

import classes from "./alert-list.module.css";
import { KeptFocus } from "./kept-focus";

const SNOOZE_MIN = 10;

export function AlertList({ alerts, watch }: { alerts: Panel["alerts"]; watch: PanelWatch }) {
  const { t, i18n } = useTranslation();
  const mark = (id: number) => void watch.markHelped(id).then(() => tell(t("alerts.marked")), tellProblem);
  return (
    <KeptFocus label={t("alerts.title")}>
      <div aria-live="polite" className={classes.list}>
        {alerts.map((alert) => (
          <article key={alert.id} className={classes.alert}>
            <div>
              <p className={classes.text}>{alert.text}</p>
              <p className={classes.basis} aria-live="off">
                {alert.count !== null && `${t("alerts.atLeast", { count: alert.count })} · `}
                {formatAgo(alert.at, i18n.language)}
              </p>
            </div>
            <Group gap={8} wrap="nowrap" aria-live="off">
              <Button size="compact-md" onClick={() => mark(alert.id)}>
                {t("alerts.helped")}
              </Button>
              <Button size="compact-md" variant="default" onClick={() => void watch.snooze(alert.id, SNOOZE_MIN).catch(tellProblem)}>
                {t("alerts.snooze", { count: SNOOZE_MIN })}
              </Button>
            </Group>
          </article>
        ))}
      </div>
    </KeptFocus>
  );
}
