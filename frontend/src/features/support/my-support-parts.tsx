/** What stands about messages among my data: what I chose, what I was shown, how well the camera fitted my word. */
import { Button, SegmentedControl, Switch } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { api } from "@/api/client";
import { GROWING } from "@/api/growing";
import { Card } from "@/components/ui/card";
import { GrowingList } from "@/components/ui/growing-list";
import { Loaded } from "@/components/ui/loaded";
import { formatMoment } from "@/lib/format";

import { AgreementView } from "./agreement-view";
import { TONES } from "./causes";
import classes from "./support.module.css";
import { usePreferences } from "./use-preferences";

export function MySupportParts() {
  return (
    <>
      <Choices />
      <History />
      <MyAgreement />
    </>
  );
}

function Choices() {
  const { t, i18n } = useTranslation();
  const { query, change } = usePreferences();
  const part = useRef<HTMLDivElement>(null);
  const { hash } = useLocation();
  useEffect(() => {
    if (hash === "#messages") part.current?.scrollIntoView({ block: "start" });
  }, [hash]);
  return (
    <div id="messages" ref={part}>
      <Card title={t("support.messages")}>
        <p className={classes.note}>{t("support.messagesLead")}</p>
        <Loaded query={query} rows={2}>
          {({ messages, tone, muted_until }) => (
            <>
              <Switch
                checked={messages === "on"}
                label={t("support.on")}
                onChange={(event) => change({ messages: event.currentTarget.checked ? "on" : "off" })}
              />
              {isAhead(muted_until) && (
                <p className={classes.line}>
                  {t("support.mutedUntil", { time: formatMoment(muted_until, i18n.language) })}
                  <Button size="compact-sm" variant="subtle" onClick={() => change({ muted_until: null })}>
                    {t("support.unmute")}
                  </Button>
                </p>
              )}
              <div className={classes.tone}>
                <span id="tone">{t("support.tone")}</span>
                <SegmentedControl
                  aria-labelledby="tone"
                  value={tone}
                  disabled={messages === "off"}
                  data={TONES.map((each) => ({ value: each, label: t(`support.tones.${each}`) }))}
                  onChange={(next) => change({ tone: next as (typeof TONES)[number] })}
                />
                <p className={classes.example}>{t(`support.example.${tone}`)}</p>
              </div>
            </>
          )}
        </Loaded>
      </Card>
    </div>
  );
}

function History() {
  const { t, i18n } = useTranslation();
  const messages = api.useInfiniteQuery("get", "/api/support/messages", { params: { query: { limit: 10 } } }, GROWING);
  return (
    <Card title={t("support.history")}>
      <GrowingList query={messages} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <p className={classes.note}>{t("support.historyEmpty")}</p>
          ) : (
            <ul className={classes.list}>
              {items.map((message) => (
                <li key={message.id}>
                  <p className={classes.words}>{message.text}</p>
                  <p className={classes.line}>
                    <time dateTime={message.at}>{formatMoment(message.at, i18n.language)}</time>
                    <span>{t(`support.rating.${message.rating ?? "none"}`)}</span>
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </GrowingList>
    </Card>
  );
}

function MyAgreement() {
  const { t } = useTranslation();
  const agreement = api.useQuery("get", "/api/support/agreement/me");
  return (
    <Card title={t("agreement.title")}>
      <p className={classes.note}>{t("agreement.mineLead")}</p>
      <Loaded query={agreement} rows={2}>
        {(data) => <AgreementView agreement={data} isMine />}
      </Loaded>
    </Card>
  );
}

function isAhead(moment: string | null): moment is string {
  return moment !== null && new Date(moment).getTime() > Date.now();
}
