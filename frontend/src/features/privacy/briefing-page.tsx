/** What a reading cannot tell. Tutors and administrators read it once for each version; anyone may. */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type Schema } from "@/api/client";
import { useMe } from "@/api/me";
import { Card } from "@/components/ui/card";
import { Loaded } from "@/components/ui/loaded";
import { Page } from "@/components/ui/page";
import { ProblemCard } from "@/components/ui/problem-card";

import classes from "./reading.module.css";

export function BriefingPage() {
  const briefing = api.useQuery("get", "/api/briefing");
  return <Loaded query={briefing}>{(data) => <Briefing briefing={data} />}</Loaded>;
}

function Briefing({ briefing }: { briefing: Schema["BriefingOut"] }) {
  const { t } = useTranslation();
  const { me } = useMe();
  const queries = useQueryClient();
  const { queryKey } = api.queryOptions("get", "/api/briefing");
  const read = api.useMutation("post", "/api/briefing/read", {
    onSuccess: () => void queries.invalidateQueries({ queryKey: [queryKey[0], queryKey[1]] }),
  });
  const mustRead = me?.role !== "student" && !briefing.is_read;
  return (
    <Page narrow title={briefing.title} lead={me?.role === "student" ? undefined : t(mustRead ? "briefing.lead" : "briefing.leadAgain")}>
      <Card>
        <ol className={classes.points}>
          {briefing.points.map((point) => (
            <li key={point.title}>
              <h2>{point.title}</h2>
              <p>{point.text}</p>
            </li>
          ))}
        </ol>
        {read.error && <ProblemCard error={read.error} />}
        {mustRead && (
          <Button size="md" loading={read.isPending} onClick={() => read.mutate({ body: { version: briefing.version } })}>
            {t("briefing.read")}
          </Button>
        )}
      </Card>
    </Page>
  );
}
