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
  return (
    <figure className={classes.trend}>
      <svg viewBox={`0 0 ${windows.length * 10} 60`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {windows.map((window, index) => (
          <Column key={window.start} window={window} x={index * 10} />
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
                  {Object.entries(window.shares)
                    .map(([label, share]) => `${isEmotion(label) ? t(`emotion.${label}`) : label} ${formatShare(share, i18n.language)}`)
                    .join(", ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function Column({ window, x }: { window: Window; x: number }) {
  let y = 60;
  return ORDER.map((label) => {
    const height = (window.shares[label] ?? 0) * 60;
    y -= height;
    return <rect key={label} x={x} y={y} width={9} height={height} fill={lookOf(label).color} />;
  });
}
