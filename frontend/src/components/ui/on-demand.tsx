/**
 * Loads a dialog when it is first asked for, and keeps it afterwards. It is there before it opens, so that closing
 * it leads back to where one was.
 */
import { useEffect, useState, type ReactNode } from "react";

import { Later } from "./later";

interface Props {
  isAsked: boolean;
  onMissing?: () => void;
  children: (isOpen: boolean) => ReactNode;
}

export function OnDemand({ isAsked, onMissing, children }: Props) {
  const [wasAsked, setAsked] = useState(isAsked);
  if (isAsked && !wasAsked) setAsked(true);
  return <Later onMissing={onMissing}>{wasAsked && <Opening isAsked={isAsked}>{children}</Opening>}</Later>;
}

function Opening({ isAsked, children }: Omit<Props, "onMissing">) {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setThere(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  return children(isAsked && isThere);
}
