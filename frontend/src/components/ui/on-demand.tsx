/** Loads a dialog when it is first asked for, and keeps it afterwards, so that it can close as it should. */
import { Suspense, useState, type ReactNode } from "react";

export function OnDemand({ isAsked, children }: { isAsked: boolean; children: ReactNode }) {
  const [wasAsked, setAsked] = useState(isAsked);
  if (isAsked && !wasAsked) setAsked(true);
  return <Suspense>{wasAsked && children}</Suspense>;
}
