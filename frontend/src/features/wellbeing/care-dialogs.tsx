/** A breath, a break, or a person to talk to. Nobody learns that any of these was opened. */
import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { api } from "@/api/client";
import { Loaded } from "@/components/ui/loaded";

import { BreakTime } from "./break-time";
import { Breathing } from "./breathing";
import { People } from "./people";

export type Care = "break" | "breathing" | "human";

interface Props {
  care: Care | null;
  onClose: () => void;
}

export function CareDialogs({ care, onClose }: Props) {
  const { t } = useTranslation();
  const ways = api.useQuery("get", "/api/support/wellbeing", {}, { enabled: care !== null });
  return (
    <Modal
      opened={care !== null}
      onClose={onClose}
      title={care && t(`care.title.${care}`)}
      closeButtonProps={{ "aria-label": t("shell.close") }}
    >
      {care === "break" && <BreakTime onDone={onClose} />}
      {care === "breathing" && <Loaded query={ways}>{({ breathing }) => <Breathing pace={breathing} onDone={onClose} />}</Loaded>}
      {care === "human" && <Loaded query={ways}>{(all) => <People ways={all} />}</Loaded>}
    </Modal>
  );
}
