/** What a chart rests on, beside the chart: who is counted, and what is left out to protect someone. */
import { useTranslation } from "react-i18next";

import { useChartWords } from "@/components/chart/words";

import type { Trend } from "./sentences";
import { FROM_CAMERA } from "./values";

export function Basis({ trend, sharing }: { trend: Trend; sharing: number | null }) {
  const { t } = useTranslation();
  const { share } = useChartWords();
  const suppressed = trend.points.filter((point) => point.suppressed).length;
  const isCamera = FROM_CAMERA.has(trend.measure);
  const basis = isCamera ? (sharing === null ? t("trends.basisUnknown") : t("trends.basis", { share: share(sharing) })) : t("trends.basisSaid");
  return (
    <>
      {basis} {suppressed > 0 && t(`trends.suppressed.${trend.by}`, { count: suppressed, all: trend.points.length })}
    </>
  );
}
