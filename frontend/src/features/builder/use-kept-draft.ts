/** What is being written and not yet saved, kept in this tab: another page or a reload costs nothing. */
import { useState } from "react";

import { useMe } from "@/api/me";

export interface KeptDraft<T> {
  draft: T;
  /** It was written before this page was opened. */
  isFromBefore: boolean;
  change: (draft: T) => void;
  /** It is saved, or thrown away for what is. */
  settle: (saved: T) => void;
}

export function useKeptDraft<T>(name: string, saved: T): KeptDraft<T> {
  const { me } = useMe();
  const key = `attune-draft-${me?.id}-${name}`;
  const [state, setState] = useState(() => {
    const kept = sessionStorage.getItem(key);
    return { draft: kept === null ? saved : (JSON.parse(kept) as T), isFromBefore: kept !== null };
  });
  const change = (draft: T) => {
    sessionStorage.setItem(key, JSON.stringify(draft));
    setState({ ...state, draft });
  };
  const settle = (draft: T) => {
    sessionStorage.removeItem(key);
    setState({ draft, isFromBefore: false });
  };
  return { ...state, change, settle };
}
