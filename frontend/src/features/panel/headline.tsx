/** The one sentence a tutor reads from two metres, and how much it rests on. */
import { useTranslation } from "react-i18next";

import type { Panel } from "@/realtime/panel-watch";

import classes from "./panel-page.module.css";
import { describeClass } from "./sentence";

export function Headline({ panel }: { panel: Panel }) {
  const { t } = useTranslation();
  const { present, sharing, unsure } = panel.coverage;
  return (
    <section className={classes.headline} aria-label={t("panel.headline")}>
      <p className={classes.sentence}>
        {t(`panel.sentence.${describeClass(panel)}`)}{" "}
        <span role="status">{panel.help.length > 0 && <strong>{t("panel.asked", { count: panel.help.length })}</strong>}</span>
      </p>
      <p className={classes.coverage} data-testid="coverage">
        {t("panel.present", { count: present })}
        {sharing === null ? "" : ` · ${t("panel.sharing", { count: sharing })}`}
        {unsure ? ` · ${t("panel.unsure", { count: unsure })}` : ""}
      </p>
    </section>
  );
}
