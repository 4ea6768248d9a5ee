/** Asks for the password once more whenever the server wants it, and lets the refused request go on. */
import { useWindowEvent } from "@mantine/hooks";
import { lazy, useEffect, useRef, useState } from "react";

import { answerProofs } from "@/api/proof";
import { OnDemand } from "@/components/ui/on-demand";

// Most who come are never asked.
const ProofForm = lazy(async () => ({ default: (await import("./proof-form")).ProofForm }));

export function ProofDialog() {
  const [isOpen, setOpen] = useState(false);
  const settle = useRef<((given: boolean) => void) | null>(null);
  const before = useRef<HTMLElement | null>(null);
  useEffect(() => {
    answerProofs(
      () =>
        new Promise((resolve) => {
          settle.current?.(false);
          settle.current = resolve;
          setOpen(true);
        }),
    );
  }, []);
  const finish = (given: boolean) => {
    settle.current?.(given);
    settle.current = null;
    setOpen(false);
  };
  // Escape gives up the proof only. Mounted before the pages, this hears the key before the dialog below does.
  const giveUp = (event: KeyboardEvent) => {
    if (!isOpen || event.key !== "Escape") return;
    event.stopImmediatePropagation();
    finish(false);
  };
  useWindowEvent("keydown", giveUp, { capture: true });
  // The button that sent the request is off while it waits and has lost the focus by the time the password is asked.
  useWindowEvent("focusin", ({ target }) => {
    if (!isOpen && target instanceof HTMLElement) before.current = target;
  });
  return (
    <OnDemand isAsked={isOpen} onMissing={() => finish(false)}>
      {(isThere) => <ProofForm isOpen={isThere} onFinish={finish} onClosed={() => before.current?.focus()} />}
    </OnDemand>
  );
}
