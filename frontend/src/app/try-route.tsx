/** The page for trying without an account exists only where strangers may; the server answers 404 elsewhere. */
import { useStatus } from "@/api/me";
import { Rows } from "@/components/ui/loaded";
import { TryPage } from "@/features/try/try-page";

import { NotFound } from "./fallback";

export function TryRoute() {
  const status = useStatus();
  if (!status) return <Rows count={3} />;
  return status.on_device === "everyone" ? <TryPage /> : <NotFound />;
}
