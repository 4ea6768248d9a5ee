/** What opens from the bar above every page: preferences, account, the links that found no room, a phone's drawer. */
import { Burger, Drawer, Menu, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { NavLink, useLocation, useNavigate } from "react-router";

import type { Me } from "@/api/me";
import { Icon } from "@/components/ui/icon";

import { AccountMenu, PreferenceMenu } from "./account-menu";
import { Brand } from "./brand";
import type { PageLink } from "./navigation";
import classes from "./shell.module.css";

export function BarTools({ me, links }: { me: Me | undefined; links: readonly PageLink[] }) {
  const { t } = useTranslation();
  const [isOpen, drawer] = useDisclosure(false);
  return (
    <>
      <PreferenceMenu />
      {me && <AccountMenu me={me} />}
      {links.length > 1 && (
        <Burger opened={isOpen} onClick={drawer.toggle} size="sm" className={classes.burger} aria-label={t("shell.openMenu")} />
      )}
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
    </>
  );
}

export function MoreLinks({ links }: { links: readonly PageLink[] }) {
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
