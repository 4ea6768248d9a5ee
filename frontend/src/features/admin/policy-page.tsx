/** What the deployer declared, and signing the next version. A change reaches every open lesson at once. */
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { formatMoment } from "@/lib/format";

import classes from "./admin.module.css";
import type { Signed } from "./declaration";
import { DeclarationSummary } from "./declaration-summary";
import { SignDeclaration } from "./sign-declaration";

export function PolicyPage() {
  const { t } = useTranslation();
  const declarations = api.useQuery("get", "/api/admin/declaration");
  return (
    <Page title={t("policy.title")} lead={t("policy.lead")}>
      <Loaded query={declarations}>
        {({ items }) => (
          <div className={classes.stack}>
            {items[0] ? <Current declaration={items[0]} /> : <EmptyState title={t("policy.noneTitle")} text={t("policy.none")} />}
            <SignDeclaration key={items[0]?.version ?? 0} latest={items[0] ?? null} onSigned={() => void declarations.refetch()} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Current({ declaration }: { declaration: Signed }) {
  const { t, i18n } = useTranslation();
  return (
    <Card title={t("policy.current", { version: declaration.version })} side={<span className={classes.soft}>{formatMoment(declaration.signed_at, i18n.language)}</span>}>
      <p className={classes.finding}>{t(`mode.${declaration.mode}`)}</p>
      <DeclarationSummary declaration={declaration} />
    </Card>
  );
}
