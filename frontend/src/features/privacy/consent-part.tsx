/** What I agreed to, one switch each, and one button that takes everything back. */
import { Button, Switch } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Loaded } from "@/components/ui/loaded";
import { tell, tellProblem } from "@/components/ui/tell";
import { formatMoment } from "@/lib/format";

import classes from "./my-data-page.module.css";

export function ConsentPart() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const consents = api.useQuery("get", "/api/consents");
  const options = {
    onSuccess: () => {
      tell(t("consent.changed"));
      for (const path of ["/api/consents", "/api/policy", "/api/consents/receipts"]) {
        void queries.invalidateQueries({ queryKey: ["get", path] });
      }
    },
    onError: tellProblem,
  };
  const decide = api.useMutation("put", "/api/consents", options);
  const withdraw = api.useMutation("post", "/api/consents/withdraw", options);
  return (
    <Card title={t("data.consents")}>
      <p className={classes.note}>{t("data.consentsLead")}</p>
      <Loaded query={consents}>
        {({ items }) => (
          <>
            <ul className={classes.list}>
              {items
                .filter((item) => item.asked)
                .map((item) => (
                  <li key={item.scope}>
                    <Switch
                      checked={item.granted}
                      label={item.title}
                      description={item.body}
                      disabled={decide.isPending}
                      onChange={(event) => decide.mutate({ body: { decisions: [{ scope: item.scope, granted: event.currentTarget.checked, text_hash: item.text_hash }] } })}
                    />
                  </li>
                ))}
            </ul>
            <div className={classes.buttons}>
              <Button variant="default" loading={withdraw.isPending} disabled={items.every((item) => !item.granted)} onClick={() => withdraw.mutate({})}>
                {t("data.withdrawAll")}
              </Button>
            </div>
          </>
        )}
      </Loaded>
      <Receipts />
    </Card>
  );
}

function Receipts() {
  const { t, i18n } = useTranslation();
  const receipts = api.useQuery("get", "/api/consents/receipts");
  if (!receipts.data?.items.length) return null;
  return (
    <details className={classes.fold}>
      <summary>{t("data.receipts", { count: receipts.data.items.length })}</summary>
      <ul className={classes.receipts}>
        {receipts.data.items.map((receipt) => (
          <li key={receipt.id} className={classes.line}>
            <span>
              {t(`data.scope.${receipt.scope}`)}: {t(`data.decision.${receipt.decision as "granted" | "refused" | "withdrawn"}`)}
              {receipt.decision === "withdrawn" && `, ${t("data.purged", { count: countRows(receipt.purged) })}`}
            </span>
            <time dateTime={receipt.decided_at}>{formatMoment(receipt.decided_at, i18n.language)}</time>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What rested on the consent and is no more, over all tables. */
function countRows(purged: Record<string, number>): number {
  return Object.values(purged).reduce((sum, rows) => sum + rows, 0);
}
