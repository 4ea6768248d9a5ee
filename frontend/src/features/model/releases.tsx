/** For administrators: which released models there are, and putting another one into service. */
import { Button, Group, Modal, Stack, Table } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Card } from "@/components/ui/card";
import { Loaded } from "@/components/ui/loaded";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell } from "@/components/ui/tell";
import { WideTable } from "@/components/ui/wide-table";
import { formatShare } from "@/lib/format";

import classes from "./model.module.css";

type Release = Schema["ReleaseOut"];

export function Releases() {
  const { t } = useTranslation();
  const query = api.useQuery("get", "/api/admin/models");
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Card title={t("releases.title")}>
      <p className={classes.note}>{t("releases.lead")}</p>
      <Loaded query={query}>
        {({ items, roll_back_to: earlier }) => (
          <>
            <ReleaseTable items={items} choose={setChosen} />
            {chosen && <ConfirmChange name={chosen} isRollBack={chosen === earlier} close={() => setChosen(null)} />}
            {earlier && (
              <Button mt="md" variant="default" onClick={() => setChosen(earlier)}>
                {t("releases.rollBack", { name: earlier })}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function ReleaseTable({ items, choose }: { items: readonly Release[]; choose: (name: string) => void }) {
  const { t, i18n } = useTranslation();
  return (
    <WideTable label={t("releases.title")} minWidth={460} columns={[t("model.name"), t("releases.accuracy"), t("releases.state"), ""]}>
      {items.map(({ name, version, accuracy, state }) => (
        <Table.Tr key={name}>
          <Table.Td>
            {name} {version}
          </Table.Td>
          <Table.Td>{accuracy === null ? "" : formatShare(accuracy, i18n.language)}</Table.Td>
          <Table.Td>{t(`releases.states.${state}`)}</Table.Td>
          <Table.Td>
            {state === "ready" && (
              <Button size="compact-md" variant="default" aria-label={t("releases.serveName", { name })} onClick={() => choose(name)}>
                {t("releases.serve")}
              </Button>
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

interface ConfirmProps {
  name: string;
  isRollBack: boolean;
  close: () => void;
}

function ConfirmChange({ name, isRollBack, close }: ConfirmProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const onSuccess = () => {
    void queries.invalidateQueries({ queryKey: ["get", "/api/admin/models"] });
    void queries.invalidateQueries({ queryKey: ["get", "/api/model"] });
    tell(t("releases.done", { name }));
    close();
  };
  const serve = api.useMutation("post", "/api/admin/model", { onSuccess });
  const rollBack = api.useMutation("post", "/api/admin/model/roll-back", { onSuccess });
  const error = serve.error ?? rollBack.error;
  const confirm = () => (isRollBack ? rollBack.mutate({}) : serve.mutate({ body: { name } }));
  return (
    <Modal opened onClose={close} title={t("releases.serveName", { name })} closeButtonProps={{ "aria-label": t("shell.close") }}>
      <Stack>
        {error && <ProblemCard error={error} />}
        <p className={classes.note}>{t("releases.confirm")}</p>
        <Group>
          <Button loading={serve.isPending || rollBack.isPending} onClick={confirm}>
            {t("releases.serve")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("releases.keep")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
