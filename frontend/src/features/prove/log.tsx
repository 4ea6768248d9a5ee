/** The last messages this page sent, by name and size; a lesson's are among them. Their content is not kept. */
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { Card } from "@/components/ui/card";
import { WideTable } from "@/components/ui/wide-table";
import { formatBytes, formatNumber } from "@/lib/format";
import { useOutbox } from "@/lib/use-outbox";

import classes from "./prove.module.css";
import { useSentWords } from "./sent-words";

const SHOWN = 12;

export function Log() {
  const { t, i18n } = useTranslation();
  const all = useOutbox();
  const { last } = all;
  const words = useSentWords();
  const size = (value: number) => formatBytes(value, i18n.language);
  return (
    <Card title={t("prove.log")} side={<span className={classes.note}>{t("prove.sinceStart")}</span>}>
      <p className={classes.lead} data-testid="since-start">
        {words(all)}
      </p>
      {last.length === 0 ? (
        <p className={classes.note}>{t("prove.logEmpty")}</p>
      ) : (
        <WideTable label={t("prove.log")} minWidth={480} columns={[t("prove.when"), t("prove.what"), t("prove.how"), t("prove.size")]}>
          {last.slice(0, SHOWN).map((sent) => (
            <Table.Tr key={`${sent.at} ${sent.name}`}>
              <Table.Td>{formatNumber(Math.round(sent.at / 100) / 10, i18n.language)} s</Table.Td>
              <Table.Td>
                <code>{sent.name}</code>
              </Table.Td>
              <Table.Td>{t(`prove.by.${sent.by}`)}</Table.Td>
              <Table.Td className={classes.number}>{size(sent.bytes)}</Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
      <p className={classes.after}>{t("prove.sizes")}</p>
      <p className={classes.note}>{t("prove.aLesson")}</p>
    </Card>
  );
}
