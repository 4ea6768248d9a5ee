/** Which version a form may send that was filled from what is stored and is being typed into since. */
import { useState } from "react";

interface Stored {
  version: number;
}

/**
 * It rises with changes that leave the form's own facts alone and with its own saves. Where somebody else changed
 * those facts it stands still, so that the server refuses instead of overwriting them.
 */
export function useEditedVersion<Saved extends Stored>(now: Saved, factsOf: (saved: Saved) => readonly unknown[]) {
  const [base, setBase] = useState(now);
  const isNewer = now.version > base.version;
  if (isNewer && JSON.stringify(factsOf(now)) === JSON.stringify(factsOf(base))) setBase(now);
  return [base.version, setBase] as const;
}
