/**
 * First steps for a role: a few calm cards on the start page, each pointing at what it speaks of. They block
 * nothing, can be put away at any card, and are remembered per account in this browser.
 */
import { Button } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { STEPS, type Role } from "./steps";
import classes from "./tour.module.css";
import { useTourMemory } from "./use-tour-memory";
import { usePointer } from "./use-pointer";

interface Props {
  kind: Role;
  userId: number;
}

export function Tour({ kind, userId }: Props) {
  const { isSeen, setSeen } = useTourMemory(userId);
  return isSeen ? null : <Cards kind={kind} onLeave={() => setSeen(true)} />;
}

function Cards({ kind, onLeave }: { kind: Role; onLeave: () => void }) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const steps = STEPS[kind];
  const step = steps[at] ?? steps[0];
  usePointer(step.target);
  const isLast = at === steps.length - 1;
  const leaveOnEscape = (event: KeyboardEvent) => {
    if (event.key === "Escape") onLeave();
  };
  return (
    // Escape is a shortcut for the button "Skip", which everybody can reach.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section className={classes.tour} aria-label={t("tour.title")} onKeyDown={leaveOnEscape}>
      <div aria-live="polite" className={classes.words} key={step.words}>
        <p className={classes.count}>{t("tour.count", { at: at + 1, all: steps.length })}</p>
        <p className={classes.title}>{t(`${step.words}.title`)}</p>
        <p className={classes.text}>{t(`${step.words}.text`)}</p>
      </div>
      <div className={classes.buttons}>
        {!isLast && (
          <Button variant="subtle" color="gray" onClick={onLeave}>
            {t("tour.skip")}
          </Button>
        )}
        {at > 0 && (
          <Button variant="default" onClick={() => setAt(at - 1)}>
            {t("tour.back")}
          </Button>
        )}
        <Button onClick={() => (isLast ? onLeave() : setAt(at + 1))}>{t(isLast ? "tour.done" : "tour.next")}</Button>
      </div>
    </section>
  );
}
