/** What the model says of the face: a word and how sure, or why it cannot tell, and every share as a bar. */
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";

import { isEmotion, lookOf } from "@/components/emotion/emotion";
import { EmotionGlyph } from "@/components/emotion/emotion-glyph";
import { Card } from "@/components/ui/card";
import type { Read } from "@/inference/protocol";
import type { Reading } from "@/inference/reading";
import { formatShare } from "@/lib/format";

import classes from "./try.module.css";

const REASONS = ["no_face", "too_small", "too_dark", "too_blurred", "turned_away", "low_confidence", "several_faces"] as const;

interface Props {
  labels: readonly string[];
  read: Read | null;
  isStill: boolean;
}

export function Result({ labels, read, isStill }: Props) {
  const { t } = useTranslation();
  const reading = read?.reading ?? null;
  return (
    <Card title={t("try.result")} side={<span className={classes.dim}>{t(isStill ? "try.single" : "try.smoothed")}</span>}>
      <div className={classes.now}>
        <EmotionGlyph label={reading ? reading.label : undefined} confidence={reading?.confidence ?? 0} size={40} />
        <div>
          <p className={classes.word}>
            <Word reading={reading} />
          </p>
          <p className={classes.dim}>
            <Detail reading={reading} />
          </p>
        </div>
      </div>
      <Shares labels={labels} reading={reading} />
    </Card>
  );
}

function Word({ reading }: { reading: Reading | null }) {
  const { t } = useTranslation();
  if (!reading) return t("rail.waiting");
  if (!reading.label || !isEmotion(reading.label)) return <span data-testid="try-word">{t("rail.cantTell")}</span>;
  return (
    <>
      {t("try.looked")} <span data-testid="try-word">{t(`emotion.${reading.label}`)}</span>
    </>
  );
}

function Detail({ reading }: { reading: Reading | null }) {
  const { t, i18n } = useTranslation();
  if (!reading) return null;
  if (reading.label) return t("try.sure", { share: formatShare(reading.confidence, i18n.language) });
  const reason = REASONS.find((code) => code === reading.abstained) ?? "other";
  return t(`try.reason.${reason}`);
}

function Shares({ labels, reading }: { labels: readonly string[]; reading: Reading | null }) {
  const { t, i18n } = useTranslation();
  return (
    <ul className={classes.shares} aria-label={t("try.shares")}>
      {labels.map((label, index) => {
        const share = reading?.probabilities?.[index] ?? null;
        return (
          <li key={label}>
            <EmotionGlyph label={label} size={18} />
            <span>{isEmotion(label) ? t(`emotion.${label}`) : label}</span>
            <span className={classes.track} aria-hidden="true">
              <i style={{ "--share": share ?? 0, "--look": lookOf(label).color } as CSSProperties} />
            </span>
            <b>{share === null ? "–" : formatShare(share, i18n.language)}</b>
          </li>
        );
      })}
    </ul>
  );
}
