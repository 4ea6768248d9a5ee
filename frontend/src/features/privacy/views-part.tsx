/** Who looked at my data, and what was done with it. */
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { GROWING } from "@/api/growing";
import { Card } from "@/components/ui/card";
import { GrowingList } from "@/components/ui/growing-list";
import { formatMoment } from "@/lib/format";

import classes from "./my-data-page.module.css";

export function ViewsPart() {
  const { t, i18n } = useTranslation();
  const views = api.useInfiniteQuery("get", "/api/privacy/views", { params: { query: { limit: 50 } } }, GROWING);
  return (
    <Card title={t("data.views")}>
      <GrowingList query={views}>
        {(items) =>
          items.length === 0 ? (
            <p className={classes.note}>{t("data.viewsEmpty")}</p>
          ) : (
            <ul className={classes.list}>
              {items.map((view, index) => (
                <li key={index} className={classes.line}>
                  <span className={classes.look}>
                    {t("data.view", { who: view.by === "person" ? view.who : t(`data.viewBy.${view.by}`), action: actionWords(view.action, i18n) })}
                    {view.reason && <span className={classes.reason}>{t("data.viewReason", { reason: view.reason })}</span>}
                  </span>
                  <time dateTime={view.at}>{formatMoment(view.at, i18n.language)}</time>
                </li>
              ))}
            </ul>
          )
        }
      </GrowingList>
    </Card>
  );
}

/** An action this page has no words for is shown as the log writes it: hiding it would be worse. */
function actionWords(action: string, i18n: { exists: (key: string) => boolean; t: unknown }): string {
  const key = `audit.${action.replace(".", "_")}`;
  return i18n.exists(key) ? (i18n.t as (key: string) => string)(key) : action;
}
