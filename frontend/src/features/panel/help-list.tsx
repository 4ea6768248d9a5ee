/** Who asks for help, silently, the longest waiting first. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { formatAgo } from "@/lib/format";
import type { Panel } from "@/realtime/panel-watch";

import { KeptFocus } from "./kept-focus";
import classes from "./side.module.css";

export function HelpList({ calls, onWrite }: { calls: Panel["help"]; onWrite: (userId: number) => void }) {
  const { t, i18n } = useTranslation();
  return (
    <Card title={t("panel.help")}>
      <KeptFocus label={t("panel.help")}>
        {calls.length === 0 ? (
          <p className={classes.quiet}>{t("panel.helpEmpty")}</p>
        ) : (
          <ul className={classes.list}>
            {calls.map((call) => (
              <li key={call.user_id}>
                <Icon name="help" size={20} />
                <b>{call.name}</b>
                <span className={classes.quiet}>{formatAgo(call.since, i18n.language)}</span>
                <Button size="compact-sm" variant="subtle" aria-label={t("words.writeTo", { name: call.name })} onClick={() => onWrite(call.user_id)}>
                  {t("words.write")}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </KeptFocus>
    </Card>
  );
}
