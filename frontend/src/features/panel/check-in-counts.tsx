/** What students said about how it goes, counted. It outranks every reading. */
import { useTranslation } from "react-i18next";

import { Card } from "@/components/ui/card";
import { CHECK_INS } from "@/lib/check-ins";

import classes from "./side.module.css";

export function CheckInCounts({ counts }: { counts: Record<string, number> }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...Object.values(counts));
  const isEmpty = CHECK_INS.every((value) => !counts[value]);
  return (
    <Card title={t("panel.checkIns")}>
      {isEmpty ? (
        <p className={classes.quiet}>{t("panel.checkInsEmpty")}</p>
      ) : (
        <dl className={classes.counts}>
          {CHECK_INS.map((value) => (
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
