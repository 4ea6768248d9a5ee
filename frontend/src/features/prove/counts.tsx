/** What was read here and what left since the clip began: our own count, and the browser's list beside it. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { formatBytes, formatNumber } from "@/lib/format";
import { readOutbox } from "@/lib/outbox";
import { useOutbox } from "@/lib/use-outbox";

import classes from "./prove.module.css";
import { useSentWords } from "./sent-words";

export function Counts({ frames }: { frames: number }) {
  const { t, i18n } = useTranslation();
  const [before] = useState(readOutbox);
  const now = useOutbox();
  const requests = useRequestCount();
  const words = useSentWords();
  const number = (value: number) => formatNumber(value, i18n.language);
  const sent = {
    messages: now.messages - before.messages,
    bytes: now.bytes - before.bytes,
    pictures: now.pictures - before.pictures,
  };
  return (
    <>
      <p className={classes.finding}>
        {t("prove.finding", { count: frames })} {words(sent)}
      </p>
      <dl className={classes.counts}>
        <Count name={t("prove.read")} value={number(frames)} id="read" />
        <Count name={t("prove.messages")} value={number(sent.messages)} id="messages" />
        <Count name={t("prove.bytes")} value={formatBytes(sent.bytes, i18n.language)} id="bytes" />
        <Count name={t("prove.pictures")} value={number(sent.pictures)} id="pictures" />
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
