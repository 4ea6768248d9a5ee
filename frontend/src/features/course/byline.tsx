/** Who wrote something and when. */
import { useTranslation } from "react-i18next";

import { formatAgo } from "@/lib/format";

import classes from "./course-page.module.css";

export function Byline({ name, at }: { name: string | null | undefined; at: string }) {
  const { t, i18n } = useTranslation();
  return <p className={classes.by}>{t("course.by", { name: name ?? t("course.gone"), ago: formatAgo(at, i18n.language) })}</p>;
}
