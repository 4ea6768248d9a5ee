/** Tells a person what went wrong and what to do, in one sentence with one button. */
import { Anchor, Button } from "@mantine/core";
import i18n from "i18next";
import { useTranslation } from "react-i18next";

import { codeOf } from "@/api/problem";

import classes from "./problem-card.module.css";

interface Props {
  error: unknown;
  onRetry?: () => void;
}

export function ProblemCard({ error, onRetry }: Props) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={classes.problem}>
      <div>
        <strong>{t("problem.title")}</strong>
        <p className={classes.text}>
          <ProblemWords error={error} />
        </p>
      </div>
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {t("shell.retry")}
        </Button>
      )}
    </div>
  );
}

/** A login that ended is renewed beside the page, which keeps what was typed. */
export function ProblemWords({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (codeOf(error) !== "not_logged_in") return wordsOf(error);
  return (
    <>
      {wordsOf(error)}{" "}
      <Anchor href="/login" target="_blank" inherit underline="always">
        {t("account.logIn")}
      </Anchor>
    </>
  );
}

/** The words for an error: ours by its code, else the server's own sentence. */
export function wordsOf(error: unknown): string {
  const key = `problem.${codeOf(error)}`;
  if (i18n.exists(key)) return i18n.t(key as "problem.unexpected");
  const message = error instanceof Error ? error.message : "";
  return message && message !== codeOf(error) ? message : i18n.t("problem.unexpected");
}
