/** The two quiet doors in the rail that are always there, whatever any message says. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Icon } from "@/components/ui/icon";

import type { Care } from "./care-dialogs";
import classes from "./wellbeing.module.css";

export function CareButtons({ onCare }: { onCare: (care: Care) => void }) {
  const { t } = useTranslation();
  return (
    <section className={classes.doors}>
      <Button justify="flex-start" fullWidth variant="subtle" leftSection={<Icon name="breath" size={18} />} onClick={() => onCare("breathing")}>
        {t("care.title.breathing")}
      </Button>
      <Button justify="flex-start" fullWidth variant="subtle" leftSection={<Icon name="person" size={18} />} onClick={() => onCare("human")}>
        {t("care.title.human")}
      </Button>
    </section>
  );
}
