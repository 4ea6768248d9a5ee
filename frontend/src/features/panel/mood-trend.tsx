/** Ten minutes of closed windows as stacked columns, with a table that says the same. */
import { useTranslation } from "react-i18next";

import { EMOTIONS, isEmotion, lookOf } from "@/components/emotion/emotion";
import { formatClock, formatShare } from "@/lib/format";
import type { Panel } from "@/realtime/panel-watch";

import classes from "./mood.module.css";

type Window = Panel["trend"][number];
const ORDER = Object.keys(EMOTIONS);

export function MoodTrend({ windows }: { windows: readonly Window[] }) {
  const { t, i18n } = useTranslation();
  const first = windows[0];
  const last = windows.at(-1);
  const begin = secondOf(first?.start);
  return (
    <figure className={classes.trend}>
      <svg viewBox={`0 0 ${Math.max(1, secondOf(last?.end) - begin)} 60`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {windows.map((window) => (
          <Column key={window.start} window={window} begin={begin} />
        ))}
      </svg>
      <figcaption className={classes.times}>
        <span>{first && formatClock(first.start, i18n.language)}</span>
        <span>{t("panel.trend")}</span>
        <span>{last && formatClock(last.end, i18n.language)}</span>
      </figcaption>
      <details className={classes.table}>
        <summary>{t("panel.asTable")}</summary>
        <table>
          <tbody>
            {windows.map((window) => (
              <tr key={window.start}>
                <th scope="row">{formatClock(window.end, i18n.language)}</th>
                <td>
                  {sharesOf(window)
                    .map(([label, share]) => `${isEmotion(label) || label === "cantTell" ? t(`emotion.${label}`) : label} ${formatShare(share, i18n.language)}`)
                    .join(", ")}
                </td>
                <td>{t("panel.sharing", { count: window.cohort })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** Where no mood was published there is a gap. */
function Column({ window, begin }: { window: Window; begin: number }) {
  const x = secondOf(window.start) - begin;
  const width = 0.9 * (secondOf(window.end) - secondOf(window.start));
  let y = 60;
  return ORDER.map((label) => {
    const height = (window.shares[label] ?? 0) * 60;
    y -= height;
    return <rect key={label} x={x} y={y} width={width} height={height} fill={lookOf(label).color} />;
  });
}

function sharesOf(window: Window): [string, number][] {
  const shares = Object.entries(window.shares);
  return window.unsure === null ? shares : [...shares, ["cantTell", window.unsure]];
}

function secondOf(moment: string | undefined): number {
  return moment === undefined ? 0 : Date.parse(moment) / 1_000;
}
