/** Who asks for help, silently, the longest waiting first. */
import { useTranslation } from "react-i18next";

import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { formatAgo } from "@/lib/format";
import type { Panel } from "@/realtime/panel-watch";

import classes from "./side.module.css";

export function HelpList({ calls }: { calls: Panel["help"] }) {
  const { t, i18n } = useTranslation();
  return (
    <Card title={t("panel.help")}>
      {calls.length === 0 ? (
        <p className={classes.quiet}>{t("panel.helpEmpty")}</p>
      ) : (
        <ul className={classes.list}>
          {calls.map((call) => (
            <li key={call.user_id}>
              <Icon name="hand" size={20} />
              <b>{call.name}</b>
              <span className={classes.quiet}>{formatAgo(call.since, i18n.language)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
