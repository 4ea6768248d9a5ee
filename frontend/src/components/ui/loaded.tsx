/** Shows what a query brought; a skeleton while it is under way, the problem when it failed. */
import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ProblemCard } from "./problem-card";

interface QueryLike<Data> {
  data: Data | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

interface Props<Data> {
  query: QueryLike<Data>;
  rows?: number;
  children: (data: Data) => ReactNode;
}

export function Loaded<Data>({ query, rows = 3, children }: Props<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemCard error={query.error} onRetry={() => query.refetch()} />;
  return <Rows count={rows} />;
}

export function Rows({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("shell.loading")}>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={index === 0 ? 28 : 64} mb={12} radius={10} width={index === 0 ? "40%" : "100%"} />
      ))}
    </div>
  );
}
