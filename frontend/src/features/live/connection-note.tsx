/** One line while the live connection is not there. */
import { useTranslation } from "react-i18next";

import { wordsOf } from "@/components/ui/problem-card";
import type { LiveState } from "@/realtime/live-session";

import classes from "./rail.module.css";

export function ConnectionNote({ state }: { state: LiveState }) {
  const { t } = useTranslation();
  const words = noteFor(state, t);
  return (
    <div role="status" aria-live="polite">
      {words && <p className={classes.note}>{words}</p>}
    </div>
  );
}

function noteFor(state: LiveState, t: ReturnType<typeof useTranslation>["t"]): string | null {
  if (state.refusal) return t("rail.refused", { reason: wordsOf({ code: state.refusal }) });
  if (state.connection === "online") return null;
  return state.liveSessionId === null ? t("rail.connecting") : t("rail.reconnecting");
}
