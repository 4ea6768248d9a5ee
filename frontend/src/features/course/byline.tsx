/** Who wrote something and when. */
import { useTranslation } from "react-i18next";

import { formatAgo } from "@/lib/format";

import classes from "./course-page.module.css";

interface Props {
  name: string | null | undefined;
  at: string;
  isEdited?: boolean;
}

export function Byline({ name, at, isEdited = false }: Props) {
  const { t, i18n } = useTranslation();
  return <p className={classes.by}>{t(isEdited ? "course.byEdited" : "course.by", { name: name ?? t("course.gone"), ago: formatAgo(at, i18n.language) })}</p>;
}
