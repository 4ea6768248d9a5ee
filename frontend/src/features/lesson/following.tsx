/** Goes where the tutor goes in a live class, as long as the student wants it. */
import { Switch } from "@mantine/core";
import { useEffect, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { followLead } from "@/lib/led";

import classes from "./lesson-page.module.css";
import { scrollToSection } from "./use-section";

export interface FollowedPosition {
  section: number;
}

export interface Following {
  isOffered: boolean;
  isOn: boolean;
  setOn: (on: boolean) => void;
}

export function useFollowing(text: RefObject<HTMLElement | null>, followed: FollowedPosition | null): Following {
  const [isOn, setOn] = useState(true);
  const section = followed?.section;
  useEffect(() => {
    if (!isOn || section === undefined) return;
    followLead();
    scrollToSection(text.current, section);
  }, [isOn, section, text]);
  return { isOffered: followed !== null, isOn, setOn };
}

export function FollowNote({ following }: { following: Following }) {
  const { t } = useTranslation();
  if (!following.isOffered) return null;
  return (
    <div className={classes.follow}>
      <span>{t("lesson.liveNow")}</span>
      <Switch checked={following.isOn} label={t("lesson.follow")} onChange={(event) => following.setOn(event.currentTarget.checked)} />
    </div>
  );
}
