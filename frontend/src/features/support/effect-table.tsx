/** Every line of the comparison, those without an effect as well, and a mark that shows where zero lies. */
import { Table } from "@mantine/core";
import i18n from "i18next";
import { useTranslation } from "react-i18next";

import type { Schema } from "@/api/client";
import { WideTable } from "@/components/ui/wide-table";
import { formatShare } from "@/lib/format";

import { IntervalMark } from "./interval-mark";
import classes from "./support.module.css";

type Line = Schema["EffectLineOut"];

export function EffectTable({ lines }: { lines: readonly Line[] }) {
  const { t } = useTranslation();
  return (
    <WideTable label={t("effect.help")} minWidth={860}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("effect.what")}</Table.Th>
          <Table.Th>{t("effect.shown")}</Table.Th>
          <Table.Th>{t("effect.controls")}</Table.Th>
          <Table.Th>{t("effect.difference")}</Table.Th>
          <Table.Th aria-hidden="true" />
          <Table.Th>{t("effect.rated")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Row key={`${line.kind} ${line.key}`} line={line} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function Row({ line }: { line: Line }) {
  const { t, i18n: language } = useTranslation();
  const share = (value: number | null) => (value === null ? "" : ` (${formatShare(value, language.language)})`);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={line.kind === "message" ? 400 : 600}>
        {line.kind === "message" ? <MessageName line={line} /> : nameOf(line)}
      </Table.Th>
      {line.suppressed ? (
        <Table.Td colSpan={5} className={classes.soft}>
          {t("effect.tooFewPeople")}
        </Table.Td>
      ) : (
        <>
          <Table.Td className={classes.number}>{`${line.shown}${share(line.shown_share)}`}</Table.Td>
          <Table.Td className={classes.number}>{`${line.controls}${share(line.control_share)}`}</Table.Td>
          <Table.Td className={classes.number}>
            <Difference line={line} />
          </Table.Td>
          <Table.Td>{line.low !== null && line.high !== null && <IntervalMark low={line.low} middle={line.difference ?? 0} high={line.high} />}</Table.Td>
          <Table.Td className={classes.number}>{line.rated > 0 ? t("effect.ratedOf", { helped: line.rated_helped, count: line.rated }) : ""}</Table.Td>
        </>
      )}
    </Table.Tr>
  );
}

function Difference({ line }: { line: Line }) {
  const { t, i18n: language } = useTranslation();
  if (line.difference === null || line.low === null || line.high === null) return <span className={classes.soft}>{t("effect.tooFew")}</span>;
  const points = (value: number) => new Intl.NumberFormat(language.language, { signDisplay: "exceptZero", maximumFractionDigits: 0 }).format(value * 100);
  return (
    <>
      {t("effect.points", { value: points(line.difference), low: points(line.low), high: points(line.high) })}
      {line.includes_zero && <span className={classes.soft}> · {t("effect.couldBeZero")}</span>}
    </>
  );
}

/** What students read, and the key that files name it by; a tutor's own message is there in its one language. */
function MessageName({ line }: { line: Line }) {
  const { i18n: language } = useTranslation();
  const key = <code className={classes.soft}>{line.key}</code>;
  const text = line.text[language.language] ?? Object.values(line.text)[0];
  if (!text) return key;
  return (
    <>
      {text} <br />
      {key}
    </>
  );
}

function nameOf({ kind, key }: Line): string {
  if (kind === "all") return i18n.t("effect.all");
  const words = `courseSupport.cause.${key}`;
  return i18n.exists(words) ? i18n.t(words as "courseSupport.cause.item") : key;
}
