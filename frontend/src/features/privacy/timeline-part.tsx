/** My timelines of the last two weeks, out of this browser; I can take them with me or erase them. */
import { Anchor, Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Me } from "@/api/me";
import { TimelineStrip } from "@/components/emotion/timeline-strip";
import { Card } from "@/components/ui/card";
import { saveFile } from "@/lib/save-file";
import { formatMoment } from "@/lib/format";
import { eraseTimelines, listTimelines } from "@/lib/timeline";

import classes from "./my-data-page.module.css";

export function TimelinePart({ me }: { me: Me }) {
  const { t, i18n } = useTranslation();
  const [timelines, setTimelines] = useState(() => listTimelines(me.id));
  const erase = () => {
    eraseTimelines(me.id);
    setTimelines([]);
  };
  return (
    <Card title={t("data.timelines")}>
      {timelines.length === 0 ? (
        <p className={classes.note}>{t("data.timelinesEmpty")}</p>
      ) : (
        <>
          <p className={classes.note}>{t("data.timelinesLead")}</p>
          <ul className={classes.list}>
            {timelines.map((timeline) => (
              <li key={timeline.lessonId}>
                <h3>
                  <Anchor component={Link} to={`/lessons/${timeline.lessonId}`} inherit>
                    {timeline.lessonTitle}
                  </Anchor>
                </h3>
                <TimelineStrip marks={timeline.marks} />
                <p className={classes.note}>{formatMoment(new Date(timeline.marks.at(-1)?.at ?? 0).toISOString(), i18n.language)}</p>
              </li>
            ))}
          </ul>
          <div className={classes.buttons}>
            <Button variant="default" onClick={() => saveFile("attune-timelines.json", JSON.stringify(timelines, null, 2))}>
              {t("data.takeTimelines")}
            </Button>
            <Button variant="default" onClick={erase}>
              {t("data.eraseTimelines")}
            </Button>
          </div>
        </>
      )}
    </Card>
  );
}
