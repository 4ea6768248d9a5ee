/** The first run of a new deployment: the account is protected first, then the declaration is signed. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { api } from "@/api/client";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { SecondStep } from "@/features/account/second-step";
import { SetupPage } from "@/features/admin/setup-page";

import { putOffSetup } from "./use-setup";

const REMEMBERED = ["/api/me/second-factor", "/api/declaration"];

export function SetupRoute() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const factor = api.useQuery("get", "/api/me/second-factor");
  // What the start page remembers is from before: without asking anew it would lead straight back here.
  const finish = async () => {
    putOffSetup();
    REMEMBERED.forEach((path) => queries.removeQueries({ queryKey: ["get", path] }));
    await queries.refetchQueries({ queryKey: ["get", "/api/status"] });
    void navigate("/");
  };
  return (
    <Loaded query={factor}>
      {({ required, state }) => <Steps isProtected={!required || state === "on"} onDone={() => void finish()} />}
    </Loaded>
  );
}

/** The server calls the account protected while its paper codes are still to be kept: they stay until they are. */
function Steps({ isProtected, onDone }: { isProtected: boolean; onDone: () => void }) {
  const { t } = useTranslation();
  const [hasCodes, showCodes] = useState(false);
  if (isProtected && !hasCodes) return <SetupPage onDone={onDone} />;
  return (
    <Page narrow title={t("setup.protect")} lead={t("setup.lead")}>
      <SecondStep onCodes={showCodes} />
    </Page>
  );
}
