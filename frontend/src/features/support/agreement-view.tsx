/** How often the camera's guess fitted the words: one sentence, how much of it is chance, every pair behind it. */
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";
import { CHECK_INS } from "@/lib/check-ins";
import { formatShare } from "@/lib/format";

import classes from "./support.module.css";

type Agreement = Schema["AgreementOut"];
const STATES = ["engaged", "confused", "frustrated"] as const;

export function AgreementView({ agreement, isMine }: { agreement: Agreement; isMine: boolean }) {
  const { t, i18n } = useTranslation();
  if (agreement.suppressed) return <p className={classes.note}>{t("agreement.suppressed")}</p>;
  if (agreement.n === 0) return <p className={classes.note}>{t("agreement.none")}</p>;
  const number = (value: number) => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 }).format(value);
  const { kappa, low, high } = agreement;
  return (
    <>
      {agreement.camera_silent && (
        <p className={classes.silent} role="status">
          {t(isMine ? "agreement.silent" : "agreement.silentCourse", { floor: number(agreement.floor) })}
        </p>
      )}
      <p className={classes.finding}>
        {isMine
          ? t("agreement.fits", { fitted: countFits(agreement), count: agreement.n })
          : t("agreement.fitsCourse", { share: formatShare(agreement.fits ?? 0, i18n.language), count: agreement.n })}
      </p>
      <p className={classes.note}>
        {kappa === null || low === null || high === null
          ? t("agreement.noKappa")
          : t("agreement.kappa", { kappa: number(kappa), low: number(low), high: number(high) })}
      </p>
      <details className={classes.pairs}>
        <summary>{t(isMine ? "agreement.table" : "agreement.tableCourse")}</summary>
        <Pairs agreement={agreement} isMine={isMine} />
      </details>
    </>
  );
}

function Pairs({ agreement, isMine }: { agreement: Agreement; isMine: boolean }) {
  const { t, i18n } = useTranslation();
  const state = (name: string) => STATES.find((each) => each === name);
  const word = (name: string) => CHECK_INS.find((each) => each === name);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("agreement.camera")}</th>
          <th scope="col">{t(isMine ? "agreement.saidMine" : "agreement.said")}</th>
          <th scope="col">{t(isMine ? "agreement.times" : "agreement.share")}</th>
        </tr>
      </thead>
      <tbody>
        {agreement.confusion.map((cell) => (
          <tr key={`${cell.camera} ${cell.said}`}>
            <td>{t(`agreement.state.${state(cell.camera) ?? "confused"}`)}</td>
            <td>{t(`checkIn.${word(cell.said) ?? "well"}`)}</td>
            <td>{cell.count ?? formatShare(cell.share, i18n.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Both say that it goes well, or both say that it does not: the camera cannot tell more than that. */
function countFits({ confusion }: Agreement): number {
  const fitting = confusion.filter((cell) => (cell.camera === "engaged") === (cell.said === "well"));
  return fitting.reduce((sum, cell) => sum + (cell.count ?? 0), 0);
}
