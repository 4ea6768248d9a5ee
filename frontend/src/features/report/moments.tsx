/** Moments worth opening again, each with the way to its place in the lesson. */
import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useChartWords } from "@/components/chart/words";
import { Card } from "@/components/ui/card";

import type { ClassReport } from "./class-report-page";
import classes from "./report.module.css";

type Moment = ClassReport["moments"][number];

export function Moments({ report }: { report: ClassReport }) {
  const { t } = useTranslation();
  return (
    <Card title={t("report.moments")}>
      {report.moments.length === 0 ? (
        <p className={classes.quiet}>{t("report.momentsEmpty")}</p>
      ) : (
        <ol className={classes.moments}>
          {report.moments.map((moment) => (
            <li key={moment.start}>
              <b>{t("report.minute", { minute: moment.minute })}</b>
              <span>
                <Signals moment={moment} />
              </span>
              {moment.section !== null && (
                <Anchor component={Link} to={placeOf(report.lesson_id, moment)}>
                  {t("report.openAt", { place: moment.section_title || report.lesson_title })}
                </Anchor>
              )}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

/** Less than this is written as nothing. */
const LEAST_DIP = 0.005;

function Signals({ moment }: { moment: Moment }) {
  const { t } = useTranslation();
  const { index } = useChartWords();
  const signalled = moment.people === null ? null : t("report.signalled", { count: moment.people });
  const dipped = moment.dip === null || moment.dip < LEAST_DIP ? null : t("report.dip", { value: index(moment.dip) });
  return [signalled, dipped].filter(Boolean).join(" ");
}

function placeOf(lessonId: number, { section, video_seconds }: Moment): string {
  const place = new URLSearchParams({ section: String(section ?? 0) });
  if (video_seconds) place.set("second", String(Math.floor(video_seconds)));
  return `/lessons/${lessonId}?${place}`;
}
