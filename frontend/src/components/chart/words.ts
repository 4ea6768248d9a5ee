/** The words that charts of every feature share: what a value is called and why one is missing. */
import { useTranslation } from "react-i18next";

import { isEmotion } from "@/components/emotion/emotion";
import { formatIndex, formatShare } from "@/lib/format";

export interface Missing {
  words: string;
  isHidden: boolean;
}

interface MaybeHidden {
  suppressed: boolean;
}

const CHECK_INS = ["well", "stuck", "lost", "tired", "bored"] as const;
const REASONS = ["no_face", "too_small", "too_dark", "too_blurred", "turned_away", "low_confidence", "several_faces"] as const;
const VALUES = ["hidden", "sharing", "not_sharing", "engagement", "abstained", "agrees", "difficult"] as const;

const isIn = <Word extends string>(list: readonly Word[], word: string): word is Word => (list as readonly string[]).includes(word);

export function useChartWords() {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  return {
    language,
    /** A value by its key; one that this front end has never heard of is "can't tell". */
    nameOf: (key: string): string => {
      if (isEmotion(key)) return t(`emotion.${key}`);
      if (isIn(CHECK_INS, key)) return t(`checkIn.${key}`);
      if (isIn(REASONS, key)) return t(`chart.reason.${key}`);
      if (isIn(VALUES, key)) return t(`chart.value.${key}`);
      return t("emotion.cantTell");
    },
    share: (value: number) => formatShare(value, language),
    /** An index from 0 to 1 is said as a number up to a hundred: a per cent sign would promise a share of something. */
    index: (value: number) => formatIndex(value, language),
    missing: (point: MaybeHidden | undefined): Missing =>
      point?.suppressed ? { words: t("chart.hidden"), isHidden: true } : { words: t("chart.nothing"), isHidden: false },
  };
}
