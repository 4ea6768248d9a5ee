/** Invitations that nobody has used yet. */
import { Button, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { GROWING } from "@/api/growing";
import { Card } from "@/components/ui/card";
import { GrowingList } from "@/components/ui/growing-list";
import { tellProblem } from "@/components/ui/tell";
import { WideTable } from "@/components/ui/wide-table";
import { formatDay } from "@/lib/format";

export function Invitations() {
  const { t, i18n } = useTranslation();
  const open = api.useInfiniteQuery("get", "/api/admin/invitations", { params: { query: { limit: 20 } } }, GROWING);
  const revoke = api.useMutation("delete", "/api/admin/invitations/{invitation_id}", {
    onSuccess: () => void open.refetch(),
    onError: tellProblem,
  });
  if (!open.data?.pages[0]?.items.length) return null;
  return (
    <Card title={t("admin.invitations")}>
      <GrowingList query={open}>
        {(items) => (
          <WideTable label={t("admin.invitations")} minWidth={560} columns={[t("account.email"), t("people.role"), t("admin.course"), t("admin.validity"), ""]}>
            {items.map((invitation) => (
              <Table.Tr key={invitation.id}>
                <Table.Td>{invitation.email}</Table.Td>
                <Table.Td>{t(`role.${invitation.role}`)}</Table.Td>
                <Table.Td>{invitation.course_title}</Table.Td>
                <Table.Td>{t("admin.until", { day: formatDay(invitation.expires_at, i18n.language) })}</Table.Td>
                <Table.Td>
                  <Button size="compact-sm" variant="subtle" aria-label={t("admin.revokeName", { email: invitation.email })} onClick={() => revoke.mutate({ params: { path: { invitation_id: invitation.id } } })}>
                    {t("admin.revoke")}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </WideTable>
        )}
      </GrowingList>
    </Card>
  );
}
