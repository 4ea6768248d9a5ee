/** What has left this page so far, for whoever shows it. */
import { useSyncExternalStore } from "react";

import { readOutbox, watchOutbox, type Outbox } from "./outbox";

export function useOutbox(): Outbox {
  return useSyncExternalStore(watchOutbox, readOutbox);
}
