/** How it is going, in one tap, and the silent call for help. Neither needs a camera. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Icon } from "@/components/ui/icon";
import { tellProblem } from "@/components/ui/tell";
import { CHECK_INS } from "@/lib/check-ins";
import { isJoined, type LiveSession, type LiveState } from "@/realtime/live-session";

import classes from "./check-ins.module.css";
import rail from "./rail.module.css";

interface Props {
  session: LiveSession;
  state: LiveState;
  inClass: boolean;
}

export function CheckIns({ session, state, inClass }: Props) {
  const { t } = useTranslation();
  const isOff = !isJoined(state);
  return (
    <section className={rail.part}>
      <h2 className={rail.head} id="check-ins">
        {t("rail.checkIns")}
      </h2>
      <div className={classes.values} role="group" aria-labelledby="check-ins">
        {CHECK_INS.map((value) => (
          <button
            key={value}
            type="button"
            className={classes.value}
            aria-pressed={state.checkIn === value}
            disabled={isOff}
            onClick={() => void session.sendCheckIn(value).catch(tellProblem)}
          >
            {t(`checkIn.${value}`)}
          </button>
        ))}
      </div>
      <p className={rail.note} role="status">
        <CheckInNote state={state} inClass={inClass} />
      </p>
      {inClass && (
        <>
          <Button
            fullWidth
            mt="xs"
            variant={state.help ? "filled" : "default"}
            leftSection={<Icon name="help" size={18} />}
            disabled={isOff}
            onClick={() => void session.setHelp(!state.help).catch(tellProblem)}
          >
            {state.help ? t("rail.helpOn") : t("rail.help")}
          </Button>
          <p className={rail.note} role="status">
            {t(helpWords(state))}
          </p>
        </>
      )}
    </section>
  );
}

/** Only the server's answer says whether somebody saw it. */
function helpWords({ help, isHelpWatched }: LiveState) {
  if (!help || isHelpWatched === null) return "rail.helpHint";
  return isHelpWatched ? "rail.helpWatched" : "rail.helpUnwatched";
}

/** Who learns of it; where a count may be a person, that is said before anything is. */
function CheckInNote({ state, inClass }: { state: LiveState; inClass: boolean }) {
  const { t } = useTranslation();
  if (inClass && state.isSmall) return t("rail.checkedInSmall");
  return state.checkIn && t(inClass ? "rail.checkedIn" : "rail.checkedInAlone");
}
