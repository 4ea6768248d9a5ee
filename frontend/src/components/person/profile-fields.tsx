/** What the law asks about a person: where they live, and the year they were born. */
import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { NumberField } from "@/components/ui/number-field";

import { REGIONS, type Region } from "./regions";

const FIRST_YEAR = 1900;

/** An age or two digits instead of a year must not make an adult of a child. */
export function isOddYear(year: number | null): boolean {
  return year !== null && (year < FIRST_YEAR || year > new Date().getFullYear());
}

interface YearProps {
  year: number | null;
  isChecked: boolean;
  onYear: (year: number | null) => void;
}

export function YearField({ year, isChecked, onYear }: YearProps) {
  const { t } = useTranslation();
  const [isLeft, leave] = useState(false);
  return (
    <NumberField
      label={t("account.birthYear")}
      description={t("account.birthYearHint")}
      allowDecimal={false}
      allowNegative={false}
      value={year}
      error={(isChecked || isLeft) && isOddYear(year) && t("account.birthYearOdd")}
      onBlur={() => leave(true)}
      onNumber={onYear}
    />
  );
}

interface RegionProps {
  region: Region | null;
  onRegion: (region: Region | null) => void;
  label?: string;
  unset?: string;
}

/** `label` and `unset` where it is about somebody else. */
export function RegionField({ region, onRegion, label, unset }: RegionProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={label ?? t("account.region")}
      description={t("account.regionHint")}
      value={region ?? ""}
      onChange={(event) => onRegion(REGIONS.find((each) => each === event.currentTarget.value) ?? null)}
      data={[{ value: "", label: unset ?? t("account.regionUnset") }, ...REGIONS.map((each) => ({ value: each, label: t(`account.regions.${each}`) }))]}
    />
  );
}
