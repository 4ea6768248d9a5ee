/** The way to something that cannot be undone: a dialog first says what is lost by it. */
import { useDisclosure } from "@mantine/hooks";
import { lazy, type ReactNode } from "react";

import type { Question } from "./confirm-dialog";
import { OnDemand } from "./on-demand";

const ConfirmDialog = lazy(async () => ({ default: (await import("./confirm-dialog")).ConfirmDialog }));

interface Props extends Question {
  /** What opens the dialog. */
  children: (open: () => void) => ReactNode;
}

export function Confirm({ children, ...question }: Props) {
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <>
      {children(dialog.open)}
      <OnDemand isAsked={isOpen}>{(isThere) => <ConfirmDialog {...question} isOpen={isThere} onClose={dialog.close} />}</OnDemand>
    </>
  );
}
