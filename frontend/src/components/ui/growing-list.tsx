/** A list that comes in pages: everything that has come, and one button for more. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import classes from "./growing-list.module.css";
import { Loaded } from "./loaded";
import { ProblemCard } from "./problem-card";

interface GrowingQuery<Item> {
  data: { pages: { items: Item[] }[] } | undefined;
  error: unknown;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

interface Props<Item> {
  query: GrowingQuery<Item>;
  rows?: number;
  children: (items: Item[]) => ReactNode;
}

export function GrowingList<Item>({ query, rows, children }: Props<Item>) {
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <Loaded query={{ data: items, error: query.error, isPending: query.isPending, refetch: query.refetch }} rows={rows}>
      {(all) => (
        <>
          {children(all)}
          <More query={query} />
        </>
      )}
    </Loaded>
  );
}

/** What has come stays when the next page does not. */
function More<Item>({ query }: { query: GrowingQuery<Item> }) {
  const { t } = useTranslation();
  if (query.isFetchNextPageError) return <ProblemCard error={query.error} onRetry={() => query.fetchNextPage()} />;
  if (!query.hasNextPage) return null;
  return (
    <div className={classes.more}>
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        {t("shell.more")}
      </Button>
    </div>
  );
}
