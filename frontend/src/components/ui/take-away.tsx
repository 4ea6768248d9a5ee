/** Takes what a page shows along: as a table for a spreadsheet, or on paper. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function TakeAway({ csv }: { csv: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Button component="a" href={csv} download variant="default">
        {t("chart.csv")}
      </Button>
      <Button variant="default" onClick={() => window.print()}>
        {t("chart.print")}
      </Button>
    </>
  );
}
