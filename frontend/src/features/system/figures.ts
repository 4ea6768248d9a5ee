/** How a figure about a machine is written, with its unit. */
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";

export type Figures = Schema["FiguresOut"];
export type FigureName = keyof Figures;

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000 * MEGABYTE;

export function useFigureWords() {
  const { t, i18n } = useTranslation();
  const write = (value: number, options: Intl.NumberFormatOptions = {}) =>
    new Intl.NumberFormat(i18n.language, { maximumFractionDigits: value < 10 ? 1 : 0, ...options }).format(value);
  const bytes = (value: number) =>
    value < GIGABYTE ? write(value / MEGABYTE, { style: "unit", unit: "megabyte" }) : write(value / GIGABYTE, { style: "unit", unit: "gigabyte", maximumFractionDigits: 1 });
  const words = {
    ms: (value: number) => t("system.unit.ms", { value: write(value) }),
    rate: (value: number) => t("system.unit.perS", { value: write(value) }),
    percent: (value: number) => t("system.unit.percent", { value: write(value, { maximumFractionDigits: 0 }) }),
    bytes,
    count: (value: number) => write(value, { maximumFractionDigits: 0 }),
  };
  const unitOf = (name: FigureName) => {
    if (name.endsWith("_ms")) return words.ms;
    if (name.endsWith("_per_s") || name === "rate_hz") return words.rate;
    if (name.endsWith("_percent")) return words.percent;
    return name.endsWith("_bytes") ? words.bytes : words.count;
  };
  return {
    ...words,
    language: i18n.language,
    /** A figure that was not measured says so; it is never a zero. */
    say: (name: FigureName, value: number | null) => (value === null ? t("system.none") : unitOf(name)(value)),
  };
}
