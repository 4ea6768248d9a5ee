/** How the server fares, now and over the last hours. Numbers about machines; nobody is in them. */
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { api } from "@/api/client";
import { EmptyState } from "@/components/ui/empty-state";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { ProblemCard } from "@/components/ui/problem-card";

import { HistoryCharts } from "./history-charts";
import { Now } from "./now";
import classes from "./system.module.css";

const NOW_EVERY_MS = 5_000;
const HISTORY_EVERY_MS = 30_000;
const SPANS = [1, 6, 24, 48] as const;
const FIRST_SPAN = 6;

export function SystemPage() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const hours = SPANS.find((each) => String(each) === search.get("hours")) ?? FIRST_SPAN;
  const now = api.useQuery("get", "/api/admin/system", {}, { refetchInterval: NOW_EVERY_MS });
  const history = api.useQuery("get", "/api/admin/system/history", { params: { query: { hours } } }, { refetchInterval: HISTORY_EVERY_MS });
  return (
    <Page title={t("system.title")} lead={t("system.lead")}>
      <div className={classes.page}>
        {now.isRefetchError && <ProblemCard error={now.error} />}
        <Loaded query={now} rows={4}>
          {(system) => <Now system={system} answeredAt={now.dataUpdatedAt} isOld={now.isRefetchError} />}
        </Loaded>
        <div className={classes.span}>
          <h2>{t("system.history")}</h2>
          <NativeSelect
            aria-label={t("system.span")}
            value={hours}
            onChange={(event) => setSearch({ hours: event.currentTarget.value }, { replace: true })}
            data={SPANS.map((each) => ({ value: String(each), label: t("system.hours", { count: each }) }))}
          />
        </div>
        <Loaded query={history} rows={4}>
          {({ items }) => (items.length === 0 ? <EmptyState title={t("system.emptyTitle")} text={t("system.empty")} /> : <HistoryCharts items={items} />)}
        </Loaded>
      </div>
    </Page>
  );
}
