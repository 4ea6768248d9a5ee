/** Those who chose to be seen. One store update a second; a tile renders only when its own student changed. */
import { memo } from "react";
import { useTranslation } from "react-i18next";

import { isEmotion } from "@/components/emotion/emotion";
import { EmotionGlyph } from "@/components/emotion/emotion-glyph";
import { Card } from "@/components/ui/card";
import type { Panel, Tile } from "@/realtime/panel-watch";

import classes from "./tile-grid.module.css";

export function TileGrid({ tiles, mode }: { tiles: readonly Tile[]; mode: Panel["mode"] }) {
  const { t } = useTranslation();
  return (
    <Card title={t("panel.tiles", { count: tiles.length })} side={tiles.length > 0 && <span className={classes.how}>{t("panel.tilesHow")}</span>}>
      {tiles.length === 0 ? (
        <p className={classes.empty}>{t(mode === "individual" ? "panel.tilesEmpty" : "panel.tilesOff")}</p>
      ) : (
        <ul className={classes.grid}>
          {tiles.map((tile) => (
            <StudentTile key={tile.live_session_id} tile={tile} />
          ))}
        </ul>
      )}
    </Card>
  );
}

const StudentTile = memo(
  function StudentTile({ tile }: { tile: Tile }) {
    const { t } = useTranslation();
    const label = shownLabel(tile);
    return (
      <li className={classes.tile} data-away={!tile.present || undefined}>
        <EmotionGlyph label={label} confidence={tile.confidence} size={26} />
        <span className={classes.words}>
          <span className={classes.name}>{tile.name}</span>
          <span className={classes.state}>
            {tile.present ? <Expression label={label} /> : t("panel.away")}
            {tile.corrected && ` · ${t("panel.corrected")}`}
          </span>
        </span>
      </li>
    );
  },
  (before, after) =>
    before.tile.label === after.tile.label &&
    before.tile.abstained === after.tile.abstained &&
    before.tile.present === after.tile.present &&
    before.tile.corrected === after.tile.corrected &&
    Math.round(before.tile.confidence * 5) === Math.round(after.tile.confidence * 5),
);

function shownLabel(tile: Tile): string | null | undefined {
  if (tile.label && isEmotion(tile.label)) return tile.label;
  return tile.abstained === "no_news" ? undefined : null;
}

function Expression({ label }: { label: string | null | undefined }) {
  const { t } = useTranslation();
  if (label === undefined) return t("emotion.noSignal");
  if (!label || !isEmotion(label)) return t("emotion.cantTell");
  return (
    <>
      <span className={classes.heard}>{t("panel.looked")} </span>
      {t(`emotion.${label}`)}
    </>
  );
}
