/** My own expression, quietly: a shape, a word, how sure. "That's not it" takes it back with one tap. */
import { Button, Chip, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { isEmotion, type Emotion } from "@/components/emotion/emotion";
import { EmotionGlyph } from "@/components/emotion/emotion-glyph";
import { tellProblem } from "@/components/ui/tell";
import type { LiveSession, LiveState, Reading } from "@/realtime/live-session";

import classes from "./readout.module.css";
import rail from "./rail.module.css";

const QUITE_SURE = 0.75;
const FAIRLY_SURE = 0.5;
const ABSTAINED = ["no_face", "too_small", "too_dark", "too_blurred", "turned_away", "low_confidence", "several_faces"] as const;

export function Readout({ session, state }: { session: LiveSession; state: LiveState }) {
  const { t } = useTranslation();
  const [isNaming, setNaming] = useState(false);
  const correct = (label: string | null, stepBack: () => void) => {
    session.correct(label).catch((error: unknown) => {
      stepBack();
      tellProblem(error);
    });
  };
  const takeBack = () => {
    setNaming(true);
    correct(null, () => setNaming(false));
  };
  const name = (label: string | null) => {
    setNaming(false);
    if (label) correct(label, () => setNaming(true));
  };
  return (
    <section className={rail.part} aria-label={t("rail.readout")}>
      <h2 className={rail.head}>{t("rail.readout")}</h2>
      <div className={classes.now}>
        <EmotionGlyph label={state.corrected ? null : shownLabel(state.reading)} confidence={state.reading?.confidence} size={34} />
        <div>
          <p className={classes.word}>
            <ReadoutWord state={state} />
          </p>
          <p className={classes.sure}>
            <Detail state={state} />
          </p>
        </div>
      </div>
      {isNaming ? (
        <div role="group" aria-label={t("rail.thanksCorrection")}>
          <p className={rail.note}>{t("rail.thanksCorrection")}</p>
          <Group gap={6} mt={8}>
            {state.labels.filter(isEmotion).map((label) => (
              <Chip key={label} size="xs" checked={false} onChange={() => name(label)}>
                {t(`emotion.${label}`)}
              </Chip>
            ))}
            <Chip size="xs" checked={false} onChange={() => name(null)}>
              {t("rail.skipLabel")}
            </Chip>
          </Group>
        </div>
      ) : (
        state.reading?.label && !state.corrected && (
          <div className={classes.guess}>
            <span>{t("rail.guess")}</span>
            <Button size="compact-sm" variant="subtle" onClick={takeBack}>
              {t("rail.notMe")}
            </Button>
          </div>
        )
      )}
    </section>
  );
}

/** The word alone, also for the bar of a phone. */
export function ReadoutWord({ state }: { state: LiveState }) {
  const { t } = useTranslation();
  const { reading, corrected } = state;
  if (!reading) return t("rail.waiting");
  if (corrected || !reading.label || !isEmotion(reading.label)) return t("rail.cantTell");
  return (
    <>
      {t("rail.looks")} <span data-testid="expression">{t(`emotion.${reading.label}`)}</span>
    </>
  );
}

function Detail({ state: { reading, corrected } }: { state: LiveState }) {
  const { t } = useTranslation();
  if (!reading) return null;
  if (corrected) return t("rail.thanksLabel");
  if (reading.label) return <Sureness confidence={reading.confidence} />;
  const reason = ABSTAINED.find((code) => code === reading.abstained) ?? "other";
  return t(`rail.abstained.${reason}`);
}

function Sureness({ confidence }: { confidence: number }) {
  const { t } = useTranslation();
  const level = confidence >= QUITE_SURE ? "high" : confidence >= FAIRLY_SURE ? "middle" : "low";
  const filled = { low: 1, middle: 2, high: 3 }[level];
  return (
    <>
      <span className={classes.steps} aria-hidden="true">
        {[1, 2, 3].map((step) => (
          <i key={step} data-filled={step <= filled || undefined} />
        ))}
      </span>
      {t(`rail.sure.${level}`)}
    </>
  );
}

function shownLabel(reading: Reading | null): Emotion | null | undefined {
  if (!reading) return undefined;
  return reading.label && isEmotion(reading.label) ? reading.label : null;
}
