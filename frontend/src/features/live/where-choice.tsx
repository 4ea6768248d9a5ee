/** Where my expression is read, asked before the camera goes on air: on this device, or on the server. */
import { Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { LiveSession, LiveState } from "@/realtime/live-session";

import classes from "./where.module.css";

export function WhereChoice({ session, state }: { session: LiveSession; state: LiveState }) {
  const { t } = useTranslation();
  if (state.mode === "self_only") {
    return <p className={classes.fact}>{t(state.device === "unable" ? "device.selfUnable" : "device.selfOnly")}</p>;
  }
  return (
    <Radio.Group
      mt="md"
      label={t("device.where")}
      value={state.where}
      onChange={(value) => session.chooseWhere(value === "server" ? "server" : "device")}
    >
      <Stack gap={8} mt={6}>
        <Radio value="device" label={t("device.onDevice")} description={t(state.device === "unable" ? "device.unable" : "device.onDeviceHint")} />
        <Radio value="server" label={t("device.onServer")} description={t("device.onServerHint")} />
      </Stack>
    </Radio.Group>
  );
}
