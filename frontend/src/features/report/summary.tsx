/** The report in three sentences. */
import { useTranslation } from "react-i18next";

import { useChartWords } from "@/components/chart/words";

import type { ClassReport } from "./class-report-page";
import classes from "./report.module.css";

export function ClassSummary({ report }: { report: ClassReport }) {
  const { t } = useTranslation();
  const { share, index, language } = useChartWords();
  const places = [...new Set(report.moments.flatMap((moment) => moment.section_title ?? []))];
  const list = new Intl.ListFormat(language, { type: "conjunction" }).format(places.map((place) => `“${place}”`));
  return (
    <section className={classes.summary} aria-label={t("trends.inShort")}>
      <p className={classes.finding}>
        {report.moments.length === 0 ? t("report.noMoments") : t("report.lost", { count: report.moments.length })}{" "}
        {places.length > 0 && t("report.lostAt", { places: list })}
      </p>
      <p>
        {report.present === null ? t("report.presentUnknown") : t("report.present", { count: report.present })}{" "}
        {report.sharing === null ? t("report.sharingUnknown") : t("report.sharing", { share: share(report.sharing) })}{" "}
        {report.engagement !== null && t("report.engagement", { value: index(report.engagement) })}
      </p>
    </section>
  );
}
