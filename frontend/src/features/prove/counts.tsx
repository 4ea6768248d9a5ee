/** What was read here and what left since the clip began: our own count, and the browser's list beside it. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { formatBytes, formatNumber } from "@/lib/format";
import { readOutbox } from "@/lib/outbox";
import { useOutbox } from "@/lib/use-outbox";

import classes from "./prove.module.css";

export function Counts({ frames }: { frames: number }) {
  const { t, i18n } = useTranslation();
  const [before] = useState(readOutbox);
  const now = useOutbox();
  const requests = useRequestCount();
  const number = (value: number) => formatNumber(value, i18n.language);
  const sent = {
    frames: number(frames),
    messages: number(now.messages - before.messages),
    bytes: formatBytes(now.bytes - before.bytes, i18n.language),
    pictures: number(now.pictures - before.pictures),
  };
  return (
    <>
      <p className={classes.finding}>{t(now.pictures > before.pictures ? "prove.findingPictures" : "prove.finding", sent)}</p>
      <dl className={classes.counts}>
        <Count name={t("prove.read")} value={sent.frames} id="read" />
        <Count name={t("prove.messages")} value={sent.messages} id="messages" />
        <Count name={t("prove.bytes")} value={sent.bytes} id="bytes" />
        <Count name={t("prove.pictures")} value={sent.pictures} id="pictures" />
      </dl>
      <p className={classes.note}>{t("prove.browserSays", { count: requests })}</p>
    </>
  );
}

function Count({ name, value, id }: { name: string; value: string; id: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-testid={`count-${id}`}>{value}</dd>
    </div>
  );
}

/** How many requests the browser itself lists from now on, whoever on this page made them. */
function useRequestCount(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const observer = new PerformanceObserver((list) => setCount((before) => before + list.getEntries().length));
    observer.observe({ type: "resource" });
    return () => observer.disconnect();
  }, []);
  return count;
}
