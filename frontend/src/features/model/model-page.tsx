/** The model's card in plain words: how often it is right, for which expression, and what it is not for. */
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { useMe } from "@/api/me";
import { isEmotion, lookOf } from "@/components/emotion/emotion";
import { EmotionGlyph } from "@/components/emotion/emotion-glyph";
import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { formatNumber, formatShare } from "@/lib/format";

import type { Figures, ModelCard } from "./card";
import classes from "./model.module.css";
import { Releases } from "./releases";

export function ModelPage() {
  const { t } = useTranslation();
  const { me } = useMe();
  const query = api.useQuery("get", "/api/model");
  return (
    <Page title={t("model.title")} lead={t("model.lead")}>
      <div className={classes.stack}>
        <Loaded query={query}>
          {({ card, figures }) => (
            <CardFacts card={card as unknown as ModelCard} figures={"accuracy" in figures ? (figures as unknown as Figures) : undefined} />
          )}
        </Loaded>
        {me?.role === "admin" && <Releases />}
      </div>
    </Page>
  );
}

function CardFacts({ card, figures }: { card: ModelCard; figures: Figures | undefined }) {
  const { t, i18n } = useTranslation();
  const share = (value: number) => formatShare(value, i18n.language);
  return (
    <div className={classes.stack}>
      {figures && (
        <>
          <p className={classes.finding}>
            {t("model.finding", { share: share(figures.accuracy), rows: formatNumber(figures.rows, i18n.language) })}
          </p>
          <Card title={t("model.recall")}>
            <p className={classes.note}>{t("model.recallNote", { dataset: figures.dataset, split: figures.split })}</p>
            <Recalls labels={card.labels} figures={figures} />
          </Card>
        </>
      )}
      <div className={classes.columns}>
        <List title={t("model.limits")} items={card.limits ?? []} />
        <List title={t("model.forbidden")} items={card.forbidden_uses ?? []} />
      </div>
      <Card title={t("model.about")}>
        <Facts>
          <dt>{t("model.name")}</dt>
          <dd>
            {card.name} {card.version}
          </dd>
          <dt>{t("model.abstains")}</dt>
          <dd>{t("model.abstainsBelow", { share: share(card.abstain_below) })}</dd>
          <dt>{t("model.data")}</dt>
          <dd>{card.data?.labels}</dd>
          <dt>{t("model.fairness")}</dt>
          <dd>{card.fairness?.note}</dd>
          <dt>{t("model.licence")}</dt>
          <dd>{card.licence}</dd>
        </Facts>
      </Card>
    </div>
  );
}

function Recalls({ labels, figures }: { labels: readonly string[]; figures: Figures }) {
  const { t, i18n } = useTranslation();
  return (
    <ul className={classes.recalls}>
      {labels.map((label) => {
        const value = figures.recall[label] ?? 0;
        const [low, high] = figures.intervals?.recall?.[label] ?? [value, value];
        return (
          <li key={label}>
            <EmotionGlyph label={label} size={18} />
            <span>{isEmotion(label) ? t(`emotion.${label}`) : label}</span>
            <span className={classes.track} aria-hidden="true">
              <i style={{ width: `${value * 100}%`, background: lookOf(label).color }} />
              <em style={{ insetInlineStart: `${low * 100}%`, width: `${(high - low) * 100}%` }} />
            </span>
            <b>{formatShare(value, i18n.language)}</b>
          </li>
        );
      })}
    </ul>
  );
}

function List({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <Card title={title}>
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </Card>
  );
}
