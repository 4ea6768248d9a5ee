/** One line while the live connection is not there. */
import { useTranslation } from "react-i18next";

import { wordsOf } from "@/components/ui/problem-card";
import type { LiveState } from "@/realtime/live-session";

import classes from "./rail.module.css";

export function ConnectionNote({ state }: { state: LiveState }) {
  return (
    <div role="status" aria-live="polite">
      <Note state={state} />
    </div>
  );
}

function Note({ state }: { state: LiveState }) {
  const { t } = useTranslation();
  if (state.refusal) return <p className={classes.note}>{t("rail.refused", { reason: wordsOf({ code: state.refusal }) })}</p>;
  if (state.connection === "online") return null;
  return <p className={classes.note}>{t(state.liveSessionId === null ? "rail.connecting" : "rail.reconnecting")}</p>;
}
