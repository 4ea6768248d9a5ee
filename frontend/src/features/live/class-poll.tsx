/** The tutor's short question. One tap answers; another tap changes the answer while the poll is open. */
import { useTranslation } from "react-i18next";

import { tellProblem } from "@/components/ui/tell";
import type { ClassPoll as Poll, ClassTalk } from "@/realtime/class-talk";

import check from "./check-ins.module.css";
import rail from "./rail.module.css";
import classes from "./talk.module.css";

export function ClassPoll({ talk, poll }: { talk: ClassTalk; poll: Poll }) {
  const { t } = useTranslation();
  return (
    <section className={classes.card}>
      <p className={classes.from}>{t("poll.asks")}</p>
      <h2 className={classes.question} id={`poll-${poll.poll_id}`}>
        {poll.question}
      </h2>
      <div className={check.values} role="group" aria-labelledby={`poll-${poll.poll_id}`}>
        {poll.choices.map((choice, index) => (
          <button
            key={choice}
            type="button"
            className={check.value}
            aria-pressed={poll.chosen === index}
            onClick={() => void talk.answerPoll(index).catch(tellProblem)}
          >
            {choice}
          </button>
        ))}
      </div>
      <p className={rail.note} role="status">
        {t(poll.chosen === null ? "poll.nobodySees" : "poll.counted")}
      </p>
    </section>
  );
}
