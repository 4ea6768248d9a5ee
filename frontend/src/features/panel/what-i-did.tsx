/** Marks "I helped", each with how the class was before and after, and whether that could be chance. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/ui/card";
import { tell, tellProblem } from "@/components/ui/tell";
import { useCause } from "@/lib/alert-causes";
import { formatClock, formatShare } from "@/lib/format";
import type { Panel, PanelWatch } from "@/realtime/panel-watch";

import classes from "./side.module.css";

export function WhatIDid({ interventions, watch }: { interventions: Panel["interventions"]; watch: PanelWatch }) {
  const { t, i18n } = useTranslation();
  const cause = useCause();
  const mark = () => void watch.markHelped(null).then(() => tell(t("alerts.marked")), tellProblem);
  return (
    <Card title={t("alerts.did")}>
      {interventions.length === 0 ? (
        <p className={classes.quiet}>{t("alerts.didEmpty")}</p>
      ) : (
        <ul className={classes.marks}>
          {interventions.map((each) => (
            <li key={each.id}>
              <b>
                {formatClock(each.at, i18n.language)} · {cause(each.cause)}
              </b>
              <Change mark={each} />
            </li>
          ))}
        </ul>
      )}
      <Button mt="md" variant="default" onClick={mark}>
        {t("alerts.helped")}
      </Button>
    </Card>
  );
}

function Change({ mark: { before, after, could_be_chance } }: { mark: Panel["interventions"][number] }) {
  const { t, i18n } = useTranslation();
  if (could_be_chance === null) return <p className={classes.quiet}>{t("alerts.notYet")}</p>;
  if (before === null || after === null) return <p className={classes.quiet}>{t("alerts.tooFew")}</p>;
  const share = (value: number) => formatShare(value, i18n.language);
  return (
    <p className={classes.quiet}>
      {t("alerts.change", { before: share(before), after: share(after) })} {t(could_be_chance ? "alerts.chance" : "alerts.notChance")}
    </p>
  );
}
