/** The words that charts of every feature share: what a value is called and why one is missing. */
import { useTranslation } from "react-i18next";

import { isEmotion } from "@/components/emotion/emotion";
import { CHECK_INS } from "@/lib/check-ins";
import { formatIndex, formatShare } from "@/lib/format";

export interface Missing {
  words: string;
  isHidden: boolean;
}

interface MaybeHidden {
  suppressed: boolean;
}

const REASONS = ["no_face", "too_small", "too_dark", "too_blurred", "turned_away", "low_confidence", "several_faces"] as const;
const VALUES = ["hidden", "sharing", "not_sharing", "engagement", "abstained", "agrees", "difficult"] as const;

const isIn = <Word extends string>(list: readonly Word[], word: string): word is Word => (list as readonly string[]).includes(word);

interface Main {
  key: string;
  values: Readonly<Record<string, number>> | null;
}

/** Whether a main figure is a lower bound: some who share are never counted, and a word that is not named may add to it. */
export function isLeast({ key, values }: Main): boolean {
  if (key === "sharing") return true;
  return key === "difficult" && values !== null && "hidden" in values && !("stuck" in values && "lost" in values);
}

export function useChartWords() {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const nameOf = (key: string): string => {
    if (isEmotion(key)) return t(`emotion.${key}`);
    if (isIn(CHECK_INS, key)) return t(`checkIn.${key}`);
    if (isIn(REASONS, key)) return t(`chart.reason.${key}`);
    if (isIn(VALUES, key)) return t(`chart.value.${key}`);
    return t("emotion.cantTell");
  };
  return {
    language,
    /** A value by its key; one that this front end has never heard of is "can't tell". */
    nameOf,
    /** The same of a main figure, saying so where it is a lower bound. */
    nameOfMain: ({ key, values }: Main): string => (isLeast({ key, values }) ? t("chart.nameAtLeast", { name: nameOf(key) }) : nameOf(key)),
    share: (value: number) => formatShare(value, language),
    /** An index from 0 to 1 is said as a number up to a hundred: a per cent sign would promise a share of something. */
    index: (value: number) => formatIndex(value, language),
    missing: (point: MaybeHidden | undefined): Missing =>
      point?.suppressed ? { words: t("chart.hidden"), isHidden: true } : { words: t("chart.nothing"), isHidden: false },
  };
}
