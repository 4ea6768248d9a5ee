/** Who wants to say something, the longest waiting first, and what was called out just now. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { tellProblem } from "@/components/ui/tell";
import { formatAgo } from "@/lib/format";
import { REACTIONS } from "@/lib/reactions";
import type { Panel, PanelWatch } from "@/realtime/panel-watch";

import { KeptFocus } from "./kept-focus";
import classes from "./side.module.css";

export function HandList({ panel, watch }: { panel: Panel; watch: PanelWatch }) {
  const { t, i18n } = useTranslation();
  const called = REACTIONS.filter((kind) => panel.reactions[kind]).map((kind) => `${t(`reaction.${kind}`)}: ${panel.reactions[kind]}`);
  return (
    <Card title={t("hand.title")} side={<span role="status">{panel.hands.length > 0 && t("hand.count", { count: panel.hands.length })}</span>}>
      <KeptFocus label={t("hand.title")}>
        {panel.hands.length > 0 && (
          <ul className={classes.list}>
            {panel.hands.map((hand) => (
              <li key={hand.user_id}>
                <Icon name="hand" size={20} />
                <b>{hand.name}</b>
                <span className={classes.quiet}>{formatAgo(hand.since, i18n.language)}</span>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={t("hand.heardName", { name: hand.name })}
                  onClick={() => void watch.lowerHand(hand.user_id).catch(tellProblem)}
                >
                  {t("hand.heard")}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {panel.hands.length === 0 && called.length === 0 && <p className={classes.quiet}>{t("hand.empty")}</p>}
        {called.length > 0 && <p className={classes.called}>{called.join(" · ")}</p>}
      </KeptFocus>
    </Card>
  );
}
