/** Asks before the camera: each scope on its own, nothing ticked, "no" as easy as "yes". */
import { Button, Checkbox, Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { Loaded } from "@/components/ui/loaded";
import { ProblemCard } from "@/components/ui/problem-card";
import { tell } from "@/components/ui/tell";

import classes from "./consent-dialog.module.css";

interface Props {
  isOpen: boolean;
  courseId: number;
  onClose: () => void;
  onDecided: () => void;
}

export function ConsentDialog({ isOpen, courseId, onClose, onDecided }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("consent.title")} size="lg" closeButtonProps={{ "aria-label": t("shell.close") }}>
      <Question courseId={courseId} onDecided={onDecided} />
    </Modal>
  );
}

/** Its ticks come from an answer to this showing: what is remembered may have been withdrawn elsewhere. */
function Question({ courseId, onDecided }: Pick<Props, "courseId" | "onDecided">) {
  const { t } = useTranslation();
  const policy = api.useQuery("get", "/api/policy", { params: { query: { course_id: courseId } } });
  const consents = api.useQuery("get", "/api/consents", {}, { refetchOnMount: "always" });
  const { error, isPending, refetch } = consents;
  const data = consents.isFetchedAfterMount && !error ? consents.data : undefined;
  return (
    <>
      <p className={classes.notice}>{policy.data?.notice}</p>
      <p className={classes.lead}>{t("consent.lead")}</p>
      <Loaded query={{ data, error, isPending, refetch }}>{({ items }) => <Choices items={items} onDecided={onDecided} />}</Loaded>
    </>
  );
}

function Choices({ items, onDecided }: { items: Schema["ConsentOut"][]; onDecided: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const asked = items.filter((item) => item.asked);
  const [granted, setGranted] = useState(() => new Set(asked.filter((item) => item.granted).map((item) => item.scope)));
  const decide = api.useMutation("put", "/api/consents", {
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["get", "/api/consents"] });
      void queries.invalidateQueries({ queryKey: ["get", "/api/policy"] });
      onDecided();
    },
  });
  const send = (chosen: ReadonlySet<string>, words: string) => {
    const decisions = asked.map(({ scope, text_hash }) => ({ scope, text_hash, granted: chosen.has(scope) }));
    decide.mutate({ body: { decisions } }, { onSuccess: () => tell(words) });
  };
  const toggle = (scope: Schema["ConsentOut"]["scope"], on: boolean) => {
    const next = new Set(granted);
    if (on) next.add(scope);
    else next.delete(scope);
    setGranted(next);
  };
  return (
    <>
      <ul className={classes.list}>
        {asked.map((item) => (
          <li key={item.scope}>
            <Checkbox
              checked={granted.has(item.scope)}
              label={item.title}
              description={item.body}
              onChange={(event) => toggle(item.scope, event.currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
      <p className={classes.lead}>{t("consent.needs")}</p>
      {decide.error && <ProblemCard error={decide.error} />}
      <div className={classes.buttons}>
        <Button variant="default" fullWidth loading={decide.isPending} onClick={() => send(new Set(), t("consent.decidedNo"))}>
          {t("consent.refuse")}
        </Button>
        <Button variant="default" fullWidth loading={decide.isPending} disabled={granted.size === 0} onClick={() => send(granted, t("consent.changed"))}>
          {t("consent.agree")}
        </Button>
      </div>
    </>
  );
}
