/** The frame of an ordinary page: one heading, perhaps a sentence, actions on the far side. */
import { useEffect, type ReactNode } from "react";

import classes from "./page.module.css";

interface Props {
  title: string;
  lead?: ReactNode;
  over?: ReactNode;
  actions?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}

export function Page({ title, lead, over, actions, narrow = false, children }: Props) {
  usePageTitle(title);
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      <header className={classes.header}>
        <div className={classes.words}>
          {over && <div className={classes.over}>{over}</div>}
          <h1 className={classes.title}>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Attune`;
  }, [title]);
}
