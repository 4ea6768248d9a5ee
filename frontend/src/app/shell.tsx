/** What stands around every page: skip link, menu, banners. It knows routes by address, not by content. */
import { Suspense, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet } from "react-router";

import { useIsStatusSettled, useMe, useStatus } from "@/api/me";
import { Later, LoadAgain } from "@/components/ui/later";
import { Rows } from "@/components/ui/loaded";
import { lazyWhenQuiet } from "@/lib/quiet";

import { useArrival } from "./arrive";
import { Brand } from "./brand";
import { Foot } from "./foot";
import { linksFor } from "./navigation";
import classes from "./shell.module.css";
import { useToldLanguage } from "./told-language";

/** So many links fit beside the name of the site at every width that has no drawer; the rest share a menu. */
const ALWAYS_SHOWN = 5;
// Menus that open on demand must not hold up the page they stand above.
const BarTools = lazyWhenQuiet(async () => (await import("./bar-tools")).BarTools);
const MoreLinks = lazyWhenQuiet(async () => (await import("./bar-tools")).MoreLinks);

export function Shell() {
  const { t } = useTranslation();
  const status = useStatus();
  const isSettled = useIsStatusSettled();
  useToldLanguage();
  useArrival("content");
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t("shell.skip")}
      </a>
      <TopBar />
      {status?.demo && <Banner>{t("shell.demo")}</Banner>}
      <OfflineBanner />
      <main id="content" className={classes.main} data-waiting={!isSettled || undefined} tabIndex={-1}>
        <Suspense fallback={<PageRows />}>
          <Outlet />
        </Suspense>
      </main>
      <Foot />
    </div>
  );
}

function TopBar() {
  const { t } = useTranslation();
  const { me } = useMe();
  const links = linksFor(me?.role);
  return (
    <header className={classes.bar}>
      <Link to="/" className={classes.home}>
        <Brand />
      </Link>
      <nav aria-label={t("shell.mainMenu")} className={classes.links}>
        {links.map((link, index) => (
          <NavLink key={link.to} to={link.to} end={link.to === "/"} className={classes.link} data-late={index >= ALWAYS_SHOWN || undefined}>
            {t(link.label)}
          </NavLink>
        ))}
        <Later missing={null}>{links.length > ALWAYS_SHOWN && <MoreLinks links={links.slice(ALWAYS_SHOWN)} />}</Later>
      </nav>
      <div className={classes.tools}>
        <Later missing={<LoadAgain />}>
          <BarTools me={me} links={links} />
        </Later>
      </div>
    </header>
  );
}

function OfflineBanner() {
  const { t } = useTranslation();
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    window.addEventListener("online", update);
    window.addEventListener("offline", update);
    return () => {
      window.removeEventListener("online", update);
      window.removeEventListener("offline", update);
    };
  }, []);
  return isOnline ? null : <Banner isUrgent>{t("shell.offline")}</Banner>;
}

function Banner({ children, isUrgent = false }: { children: ReactNode; isUrgent?: boolean }) {
  return (
    <div className={classes.banner} role={isUrgent ? "status" : undefined} data-urgent={isUrgent || undefined}>
      {children}
    </div>
  );
}

function PageRows() {
  return (
    <div className={classes.pageRows}>
      <Rows count={4} />
    </div>
  );
}
