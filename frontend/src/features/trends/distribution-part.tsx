/** How class hours differ from each other: a mean hides a class that was split in two. */
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { ChartFigure } from "@/components/chart/chart-figure";
import { DistributionChart } from "@/components/chart/distribution-chart";
import { useChartWords } from "@/components/chart/words";
import { EmptyState } from "@/components/ui/empty-state";
import { Loaded } from "@/components/ui/loaded";

import { toSpan, type Filters } from "./filters";

export function DistributionPart({ filters }: { filters: Filters }) {
  const { t } = useTranslation();
  const query = api.useQuery("get", "/api/trends/distribution", { params: { query: { ...toSpan(filters), measure: filters.measure } } });
  return (
    <Loaded query={query}>
      {(spread) =>
        spread.hours === 0 ? (
          <EmptyState title={t(spread.hidden_hours ? "trends.spread.hiddenTitle" : "trends.spread.emptyTitle")} text={t(spread.hidden_hours ? "trends.spread.hidden" : "trends.spread.empty")} />
        ) : (
          <SpreadFigure spread={spread} isIndex={filters.measure === "engagement"} />
        )
      }
    </Loaded>
  );
}

function SpreadFigure({ spread, isIndex }: { spread: Schema["DistributionOut"]; isIndex: boolean }) {
  const { t } = useTranslation();
  const words = useChartWords();
  const format = isIndex ? words.index : words.share;
  const name = words.nameOf(spread.key);
  const { p10, p50, p90 } = spread.quantiles ?? {};
  const bins = spread.bins.map((bin) => ({
    ...bin,
    key: String(bin.low),
    name: t("trends.spread.bin", { low: format(bin.low), high: format(bin.high) }),
    tick: format(bin.low),
    value: bin.share,
    words: t("trends.spread.share", { share: words.share(bin.share) }),
  }));
  const shown = t("trends.spread.drawn", { count: spread.hours, name });
  const drawn = spread.hidden_hours ? `${shown}; ${t("trends.spread.left", { count: spread.hidden_hours })}` : shown;
  const title = p10 === undefined || p90 === undefined ? t("trends.spread.label") : t("trends.spread.title", { name, low: format(p10), high: format(p90) });
  return (
    <ChartFigure
      title={title}
      subtitle={drawn}
      table={{ columns: [name, t("trends.spread.column")], rows: bins.map((bin) => [bin.name, words.share(bin.share)]) }}
    >
      <DistributionChart
        label={t("trends.spread.label")}
        description={drawn}
        bins={bins}
        format={words.share}
        middle={p50 === undefined || p50 <= (bins[0]?.low ?? 0) ? null : { value: p50, words: t("trends.spread.middle", { value: format(p50) }) }}
      />
    </ChartFigure>
  );
}
