/** A button that asks for a file. The same one may be chosen twice, as after it was put right. */
import { Button, FileButton, type ButtonProps } from "@mantine/core";
import { useRef, type ReactNode } from "react";

interface Props extends ButtonProps {
  accept?: string;
  onPick: (file: File) => void;
  children: ReactNode;
}

export function PickFile({ accept, onPick, children, ...rest }: Props) {
  const forget = useRef<() => void>(null);
  const pick = (file: File | null) => {
    forget.current?.();
    if (file) onPick(file);
  };
  return (
    <FileButton accept={accept} resetRef={forget} onChange={pick}>
      {(button) => (
        <Button variant="default" {...rest} {...button}>
          {children}
        </Button>
      )}
    </FileButton>
  );
}
