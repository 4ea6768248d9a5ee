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

/** Where a page elsewhere helps it stands beside the words. It opens beside this one, which keeps what was typed. */
export function ProblemWords({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const code = codeOf(error);
  if (code === "not_logged_in") return <WithPage error={error} to="/login" name={t("account.logIn")} />;
  if (code === "briefing_unread") return <WithPage error={error} to="/limits" name={t("briefing.link")} />;
  return wordsOf(error);
}

function WithPage({ error, to, name }: { error: unknown; to: string; name: string }) {
  return (
    <>
      {wordsOf(error)}{" "}
      <Anchor href={to} target="_blank" inherit underline="always">
        {name}
      </Anchor>
    </>
  );
}

/** The words for an error: ours by its code, else the server's own sentence. */
export function wordsOf(error: unknown): string {
  const code = codeOf(error);
  const message = error instanceof Error && error.message !== code ? error.message : "";
  if (code === "invalid" && message) return message; // it says which field is wrong
  const key = `problem.${code}`;
  if (i18n.exists(key)) return i18n.t(key as "problem.unexpected");
  return message || i18n.t("problem.unexpected");
}
