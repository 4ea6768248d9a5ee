/** Agreement of every model version with students' words, and how often each of its labels was corrected. */
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";
import { isEmotion } from "@/components/emotion/emotion";
import { EmotionGlyph } from "@/components/emotion/emotion-glyph";
import { Card } from "@/components/ui/card";
import { WideTable } from "@/components/ui/wide-table";
import { formatShare } from "@/lib/format";

import { AgreementView } from "./agreement-view";
import classes from "./support.module.css";

export function AgreementReport({ report }: { report: Schema["AgreementReportOut"] }) {
  const { t } = useTranslation();
  return (
    <Card title={t("agreement.courseTitle")}>
      <p className={classes.note}>{t("agreement.courseLead")}</p>
      {report.models.length === 0 && <p className={classes.note}>{t("agreement.none")}</p>}
      {report.models.map((model) => (
        <section key={model.model}>
          <h3 className={classes.subject}>{model.model}</h3>
          <AgreementView agreement={model} isMine={false} />
        </section>
      ))}
      {report.corrections.length > 0 && <Corrections rates={report.corrections} />}
    </Card>
  );
}

function Corrections({ rates }: { rates: readonly Schema["CorrectionRateOut"][] }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className={classes.subject}>{t("agreement.corrections")}</h3>
      <WideTable label={t("agreement.corrections")} minWidth={520}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("agreement.model")}</Table.Th>
            <Table.Th>{t("agreement.label")}</Table.Th>
            <Table.Th>{t("agreement.corrected")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rates.map((rate) => (
            <Table.Tr key={`${rate.model} ${rate.label}`}>
              <Table.Td>{rate.model}</Table.Td>
              <Table.Td>
                <EmotionGlyph label={rate.label} size={16} /> {isEmotion(rate.label) ? t(`emotion.${rate.label}`) : rate.label}
              </Table.Td>
              <Table.Td className={classes.number}>
                <Corrected rate={rate} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </>
  );
}

function Corrected({ rate: { rate } }: { rate: Schema["CorrectionRateOut"] }) {
  const { t, i18n } = useTranslation();
  if (rate === null) return <span className={classes.soft}>{t("effect.tooFewPeople")}</span>;
  const share = (value: number) => formatShare(value, i18n.language);
  return t("agreement.correctedOf", { share: share(rate.share), low: share(rate.low), high: share(rate.high) });
}
