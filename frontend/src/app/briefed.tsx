/** Stands before every panel and trend: who has not read what a reading cannot tell reads it first. */
import { lazy, type ReactNode } from "react";

import { api } from "@/api/client";
import { Loaded } from "@/components/ui/loaded";

const BriefingPage = lazy(async () => ({ default: (await import("@/features/privacy/briefing-page")).BriefingPage }));

export function Briefed({ children }: { children: ReactNode }) {
  const briefing = api.useQuery("get", "/api/briefing", {}, { staleTime: Infinity });
  return <Loaded query={briefing}>{({ is_read }) => (is_read ? children : <BriefingPage />)}</Loaded>;
}
