/** One sentence about the server, then its figures. */
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";
import { formatMoment, formatSecond } from "@/lib/format";

import { useFigureWords, type FigureName, type Figures } from "./figures";
import classes from "./system.module.css";

const SHOWN = [
  "frames_per_s",
  "frame_p50_ms",
  "frame_p95_ms",
  "frame_p99_ms",
  "waiting",
  "refused_per_s",
  "rate_hz",
  "workers",
  "restarts",
  "requests_per_s",
  "request_p95_ms",
  "errors_per_s",
  "sockets",
  "sittings",
  "classes",
  "cpu_percent",
  "memory_bytes",
  "database_bytes",
] as const satisfies readonly FigureName[];

interface Props {
  system: Schema["SystemOut"];
  /** When the server said so, in milliseconds since 1970. */
  answeredAt: number;
  /** Whether it was asked since then and did not answer. */
  isOld: boolean;
}

export function Now({ system, answeredAt, isOld }: Props) {
  const { t } = useTranslation();
  const words = useFigureWords();
  const since = new Date(answeredAt - system.up_s * 1000).toISOString();
  return (
    <section aria-label={t("system.now")}>
      <p className={classes.finding}>
        {isOld ? t("system.lastAnswer", { time: formatSecond(new Date(answeredAt).toISOString(), words.language) }) : <Finding figures={system.figures} />}
      </p>
      <p className={classes.about}>
        {[
          t("system.version", { version: system.version }),
          t("system.model", { name: system.model, version: system.model_version }),
          t("system.cores", { count: system.cores }),
          t("system.up", { since: formatMoment(since, words.language) }),
        ].join(" · ")}
      </p>
      <dl className={classes.figures}>
        {SHOWN.map((name) => (
          <div key={name} data-figure={name}>
            <dt>{t(`system.figure.${name}`)}</dt>
            <dd data-none={system.figures[name] === null || undefined}>{words.say(name, system.figures[name])}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.about}>{t("system.measured", { seconds: words.count(system.sampled_s) })}</p>
    </section>
  );
}

/** What matters most is said first: loss, then errors, then refusals, then that all is well. */
function Finding({ figures }: { figures: Figures }) {
  const { t } = useTranslation();
  const words = useFigureWords();
  if (figures.dropped_rows) return t("system.lost", { count: figures.dropped_rows });
  if (figures.errors_per_s) return t("system.errors", { rate: words.rate(figures.errors_per_s) });
  if (figures.refused_per_s) return t("system.busy", { rate: words.rate(figures.refused_per_s) });
  if (!figures.frames_per_s || figures.frame_p95_ms === null) return t("system.quiet");
  return t("system.calm", { count: Math.ceil(figures.frames_per_s), ms: words.count(figures.frame_p95_ms) });
}
