/** What stands around every page: skip link, menu, banners. It knows routes by address, not by content. */
import { Burger, Drawer, Menu, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Outlet, useLocation, useNavigate } from "react-router";

import { useIsStatusSettled, useMe, useStatus } from "@/api/me";
import { Icon } from "@/components/ui/icon";
import { Rows } from "@/components/ui/loaded";

import { AccountMenu, PreferenceMenu } from "./account-menu";
import { useArrival } from "./arrive";
import { Brand } from "./brand";
import { Foot } from "./foot";
import { linksFor, type PageLink } from "./navigation";
import classes from "./shell.module.css";
import { useToldLanguage } from "./told-language";

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
  const [isOpen, drawer] = useDisclosure(false);
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
        {links.length > ALWAYS_SHOWN && <MoreLinks links={links.slice(ALWAYS_SHOWN)} />}
      </nav>
      <div className={classes.tools}>
        <PreferenceMenu />
        {me && <AccountMenu me={me} />}
        {links.length > 1 && (
          <Burger opened={isOpen} onClick={drawer.toggle} size="sm" className={classes.burger} aria-label={t("shell.openMenu")} />
        )}
      </div>
      <Drawer
        opened={isOpen}
        onClose={drawer.close}
        position="right"
        size="280px"
        title={<Brand />}
        closeButtonProps={{ "aria-label": t("shell.closeMenu") }}
      >
        <nav aria-label={t("shell.mainMenu")} className={classes.drawerLinks}>
          {links.map((link) => (
            <NavLink key={link.to} to={link.to} end={link.to === "/"} className={classes.link} onClick={drawer.close}>
              {t(link.label)}
            </NavLink>
          ))}
        </nav>
      </Drawer>
    </header>
  );
}

/** So many links fit beside the name of the site at every width that has no drawer; the rest share a menu. */
const ALWAYS_SHOWN = 5;

function MoreLinks({ links }: { links: readonly PageLink[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const current = links.find((link) => link.to === pathname);
  return (
    <Menu position="bottom-start" width={200} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.more} data-current={current !== undefined || undefined}>
          {current ? t(current.label) : t("shell.moreLinks")}
          <Icon name="down" size={16} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {links.map((link) => (
          <Menu.Item key={link.to} aria-current={link === current ? "page" : undefined} onClick={() => void navigate(link.to)}>
            {t(link.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
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
