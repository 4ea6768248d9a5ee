/** How many agree to what, in numbers that point at nobody. */
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";

import classes from "./admin.module.css";

export function ConsentsPage() {
  const { t } = useTranslation();
  const counts = api.useQuery("get", "/api/admin/consents");
  return (
    <Page narrow title={t("admin.consents")} lead={t("admin.consentsLead")}>
      <Loaded query={counts}>
        {({ items }) => {
          const most = Math.max(1, ...items.map((item) => item.granted ?? 0));
          return (
            <Card>
              {items.map((item) => (
                <div key={item.scope} className={classes.scope} data-hidden={item.granted === null || undefined}>
                  <span>{t(`data.scope.${item.scope}`)}</span>
                  <span aria-hidden="true">{item.granted !== null && <i style={{ width: `${(item.granted / most) * 100}%` }} />}</span>
                  <b>{item.granted ?? t("admin.tooFew")}</b>
                </div>
              ))}
            </Card>
          );
        }}
      </Loaded>
    </Page>
  );
}
