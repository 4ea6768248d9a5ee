/** Two quiet ways out of messages: none today, or another tone and none at all among my data. */
import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import classes from "./message-card.module.css";
import { usePreferences } from "./use-preferences";

export function QuietForToday({ onQuiet }: { onQuiet: () => void }) {
  const { t } = useTranslation();
  const { preferences, change } = usePreferences();
  return (
    <p className={classes.ways}>
      {preferences && (
        <button type="button" onClick={() => change({ muted_until: endOfToday() }, onQuiet)}>
          {t("support.quietToday")}
        </button>
      )}
      <Anchor component={Link} to="/my-data#messages" inherit underline="always">
        {t("support.change")}
      </Anchor>
    </p>
  );
}

function endOfToday(): string {
  const end = new Date();
  end.setHours(23, 59, 59, 0);
  return end.toISOString();
}
