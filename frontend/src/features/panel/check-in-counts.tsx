/** What students said about how it goes, counted. It outranks every reading. */
import { useTranslation } from "react-i18next";

import { Card } from "@/components/ui/card";
import type { CheckInValue } from "@/realtime/live-session";

import classes from "./side.module.css";

const VALUES: readonly CheckInValue[] = ["well", "stuck", "lost", "tired", "bored"];

export function CheckInCounts({ counts }: { counts: Record<string, number> }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...Object.values(counts));
  const isEmpty = VALUES.every((value) => !counts[value]);
  return (
    <Card title={t("panel.checkIns")}>
      {isEmpty ? (
        <p className={classes.quiet}>{t("panel.checkInsEmpty")}</p>
      ) : (
        <dl className={classes.counts}>
          {VALUES.map((value) => (
            <div key={value}>
              <dt>{t(`checkIn.${value}`)}</dt>
              <dd>
                <i style={{ width: `${((counts[value] ?? 0) / most) * 100}%` }} />
                <b>{counts[value] ?? 0}</b>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
