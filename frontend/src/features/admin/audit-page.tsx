/** Who did what, and whether the log is whole. */
import { Table } from "@mantine/core";
import i18n from "i18next";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { GROWING } from "@/api/growing";
import { EmptyState } from "@/components/ui/empty-state";
import { GrowingList } from "@/components/ui/growing-list";
import { Page } from "@/components/ui/page";
import { WideTable } from "@/components/ui/wide-table";
import { formatMoment } from "@/lib/format";

import classes from "./admin.module.css";

export function AuditPage() {
  const { t, i18n: language } = useTranslation();
  const entries = api.useInfiniteQuery("get", "/api/admin/audit", { params: { query: { limit: 50 } } }, GROWING);
  return (
    <Page title={t("auditLog.title")} lead={t("auditLog.lead")}>
      <Soundness />
      <GrowingList query={entries}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t("auditLog.emptyTitle")} text={t("auditLog.empty")} />
          ) : (
            <WideTable label={t("auditLog.title")} minWidth={680} columns={[t("auditLog.when"), t("auditLog.who"), t("auditLog.what"), t("auditLog.about")]}>
              {items.map((entry) => (
                <Table.Tr key={entry.id}>
                  <Table.Td className={classes.soft}>{formatMoment(entry.at, language.language)}</Table.Td>
                  <Table.Td>{entry.by === "person" ? entry.actor : t(`data.viewBy.${entry.by}`)}</Table.Td>
                  <Table.Td>{actionWords(entry.action)}</Table.Td>
                  <Table.Td>{entry.subject ?? ""}</Table.Td>
                </Table.Tr>
              ))}
            </WideTable>
          )
        }
      </GrowingList>
    </Page>
  );
}

function Soundness() {
  const { t } = useTranslation();
  const check = api.useQuery("get", "/api/admin/audit/check");
  if (!check.data) return null;
  return (
    <p role="status" className={classes.finding}>
      {check.data.sound ? t("auditLog.sound") : t("auditLog.broken", { line: check.data.first_break })}
    </p>
  );
}

/** An action without words of ours is shown as the log writes it: hiding it would be worse. */
function actionWords(action: string): string {
  const key = `audit.${action.replace(".", "_")}`;
  return i18n.exists(key) ? i18n.t(key as "audit.tile_seen") : action;
}
