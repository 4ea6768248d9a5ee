/** Says that what stands here is not saved yet, and the way back to what is. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import classes from "./builder.module.css";

export function DraftNote({ isShown, onDiscard }: { isShown: boolean; onDiscard: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      {isShown && (
        <p className={classes.note}>
          {t("builder.fromBefore")}{" "}
          <Button size="compact-sm" variant="subtle" onClick={onDiscard}>
            {t("builder.discard")}
          </Button>
        </p>
      )}
    </div>
  );
}
