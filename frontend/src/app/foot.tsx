/** What runs on this device and the proof of it, as links: under every page but the lesson, which is not disturbed. */
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";

import { useStatus } from "@/api/me";
import { Card } from "@/components/ui/card";

import classes from "./shell.module.css";

const UNDISTURBED = /^\/(lessons|live)\//;

export function Foot() {
  const { pathname } = useLocation();
  if (UNDISTURBED.test(pathname)) return null;
  return (
    <footer className={classes.foot}>
      <DeviceLinks />
    </footer>
  );
}

export function DeviceCard() {
  const { t } = useTranslation();
  return (
    <Card title={t("device.links")}>
      <p className={classes.cardNote}>{t("device.linksNote")}</p>
      <DeviceLinks />
    </Card>
  );
}

function DeviceLinks() {
  const { t } = useTranslation();
  const status = useStatus();
  return (
    <ul className={classes.footLinks}>
      {status?.on_device === "everyone" && (
        <li>
          <Link to="/try">{t("device.tryLink")}</Link>
        </li>
      )}
      <li>
        <Link to="/prove">{t("device.proveLink")}</Link>
      </li>
    </ul>
  );
}
