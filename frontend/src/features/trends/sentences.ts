/** Turns the server's keys and numbers into plain sentences. It decides nothing about what is said. */
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";
import { nameStart } from "@/components/chart/places";
import { useChartWords } from "@/components/chart/words";
import { formatIndex } from "@/lib/format";

export type Trend = Schema["TrendOut"];
type Headline = Schema["HeadlineOut"];
type Difference = Schema["DifferenceOut"];

const LEVELS = ["engagement", "abstained", "agrees"] as const;
/** Sentences about the level stand apart from those about the change. */
const CHANGES = new Set<Headline["key"]>(["more", "less", "no_clear_change", "not_enough_to_compare"]);

export function useSentences(trend: Trend) {
  const { t } = useTranslation();
  const words = useChartWords();
  const calendar = { by: trend.by, timeZone: trend.time_zone, language: words.language, week: (day: string) => t("trends.weekOf", { day }) };
  const format = trend.unit === "index" ? words.index : words.share;
  const points = (value: number) => formatIndex(Math.abs(value), words.language);
  const reference = trend.other ? (trend.other.title ?? t("trends.everyCourse")) : t("trends.timeBefore");
  const sayChange = ({ key, value, low, high, could_be_chance }: Difference): string => {
    const name = words.nameOf(key);
    if (could_be_chance) return t("trends.change.chance", { name });
    const [least, most] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b) as [number, number];
    return t(value > 0 ? "trends.change.more" : "trends.change.less", { name, value: points(value), least: points(least), most: points(most), reference });
  };
  const sayExtreme = (key: "highest" | "lowest", params: Headline["params"], isPlain: boolean): string =>
    t(`trends.headline.${isPlain ? (`${key}_plain` as const) : key}`, {
      name: words.nameOf(String(params.name)),
      value: format(Number(params.value)),
      when: nameStart(String(params.start), calendar),
    });
  const say = ({ key, params }: Headline): string => {
    const read = (name: string) => Number(params[name] ?? 0);
    const name = words.nameOf(String(params.name ?? ""));
    const level = LEVELS.find((each) => each === params.name);
    if (key === "highest" || key === "lowest") return sayExtreme(key, params, level !== undefined);
    if (key === "more" || key === "less") return sayChange({ key: String(params.name), value: key === "more" ? read("value") : -read("value"), low: read("low"), high: read("high"), could_be_chance: false });
    if (key !== "level") return t(`trends.headline.${key}`, { name, share: words.share(read("share")), reference });
    return level ? t(`trends.headline.${level}`, { value: format(read("value")) }) : t("trends.headline.most_often", { name, share: format(read("value")) });
  };
  return {
    ...words,
    format,
    calendar,
    reference,
    sayChange,
    level: trend.headline.filter(({ key }) => !CHANGES.has(key)).map(say),
    change: trend.headline.filter(({ key }) => CHANGES.has(key)).map(say),
  };
}
