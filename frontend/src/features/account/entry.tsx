/** The two-sided sheet that login and joining share: a form, and a sentence about the house. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { usePageTitle } from "@/components/ui/page";

import classes from "./entry.module.css";

export function Entry({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const { t } = useTranslation();
  usePageTitle(title);
  return (
    <div className={classes.entry}>
      <div className={classes.form}>
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.lead}>{lead}</p>
        {children}
      </div>
      <aside className={classes.aside}>
        <svg viewBox="0 0 320 200" className={classes.art} aria-hidden="true" focusable="false">
          <g fill="none" stroke="currentColor" strokeLinecap="round">
            {ARCS.map((radius) => (
              <path key={radius} d={`M${160 - radius} 190a${radius} ${radius} 0 0 1 ${2 * radius} 0`} />
            ))}
          </g>
          <circle cx="160" cy="190" r="5" className={classes.dot} />
        </svg>
        <p>{t("account.aside")}</p>
      </aside>
    </div>
  );
}

const ARCS = [24, 48, 72, 96, 120, 144];
