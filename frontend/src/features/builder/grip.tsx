/** What one takes hold of to put a thing elsewhere: a handle to drag, and two buttons for one step. */
import { ActionIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Icon } from "@/components/ui/icon";

import classes from "./builder.module.css";
import type { DragOrder, Place } from "./use-drag-order";

interface Props {
  /** Stays with the thing wherever it goes. */
  id: string;
  name: string;
  place: Place;
  order: DragOrder;
}

export function Grip({ id, name, place, order }: Props) {
  const { t } = useTranslation();
  return (
    <button type="button" id={`grip-${id}`} className={classes.grip} aria-label={t("builder.drag", { name })} title={t("builder.dragHint")} {...order.handle(place)}>
      <Icon name="grip" size={18} />
    </button>
  );
}

interface StepProps {
  name: string;
  canMoveUp: boolean;
  canMoveDown: boolean;
  onStep: (by: -1 | 1) => void;
}

export function StepButtons({ name, canMoveUp, canMoveDown, onStep }: StepProps) {
  const { t } = useTranslation();
  return (
    <span className={classes.moves}>
      <ActionIcon color="gray" disabled={!canMoveUp} aria-label={t("builder.up", { name })} onClick={() => onStep(-1)}>
        <Icon name="up" size={18} />
      </ActionIcon>
      <ActionIcon color="gray" disabled={!canMoveDown} aria-label={t("builder.down", { name })} onClick={() => onStep(1)}>
        <Icon name="down" size={18} />
      </ActionIcon>
    </span>
  );
}
