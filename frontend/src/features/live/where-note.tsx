/** One quiet sentence while the camera is on: where pictures are read and what leaves, with the proof a tap away. */
import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { LiveState } from "@/realtime/live-session";

import classes from "./where.module.css";

export function WhereNote({ state }: { state: LiveState }) {
  const { t } = useTranslation();
  const kind = state.where === "server" ? "noteServer" : state.sharing?.analysis ? "noteNumbers" : "noteNothing";
  return (
    <p className={classes.note} data-testid="where" data-where={state.where}>
      {t(`device.${kind}`)}{" "}
      <Anchor component={Link} to="/prove" inherit underline="always">
        {t("device.prove")}
      </Anchor>
    </p>
  );
}
