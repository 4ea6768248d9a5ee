/** The last hours as charts: how fast, how much, at what cost. */
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";
import { COMPARED, MAIN, SECOND } from "@/components/chart/look";

import { useFigureWords, type FigureName } from "./figures";
import { FigureChart, type FigureLine } from "./figure-chart";
import classes from "./system.module.css";

export type Sample = Schema["HistoryPointOut"];

export function HistoryCharts({ items }: { items: readonly Sample[] }) {
  const { t } = useTranslation();
  const words = useFigureWords();
  const line = (figure: FigureName, name: string, look = MAIN): FigureLine => ({ figure, name, look });
  const latency: FigureLine = { ...line("frame_p95_ms", t("system.line.p95")), low: "frame_p50_ms", high: "frame_p99_ms" };
  const charts = [
    { kind: "latency", lines: [latency], format: words.ms, least: 100 },
    { kind: "frames", lines: [line("frames_per_s", t("system.line.read")), line("refused_per_s", t("system.line.refused"), SECOND)], format: words.rate, least: 4, told: words.count },
    { kind: "cpu", lines: [line("cpu_percent", t("system.figure.cpu_percent"))], format: words.percent, least: 100 },
    { kind: "memory", lines: [line("memory_bytes", t("system.figure.memory_bytes"))], format: words.bytes, least: 4 },
    { kind: "sockets", lines: [line("sockets", t("system.line.sockets")), line("sittings", t("system.line.sittings"), COMPARED)], format: words.count, least: 4 },
    { kind: "requests", lines: [line("request_p95_ms", t("system.line.p95"))], format: words.ms, least: 100 },
  ] as const;
  return (
    <div className={classes.charts}>
      {charts.map((chart) => (
        <FigureChart key={chart.kind} items={items} {...chart} />
      ))}
    </div>
  );
}
