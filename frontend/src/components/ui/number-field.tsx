/** A number that is typed. What is half written ("3.", "0.0") stays as it stands; a comma is as good as a point. */
import { NumberInput, type NumberInputProps } from "@mantine/core";
import { useState } from "react";

interface Props extends Omit<NumberInputProps, "value" | "onChange"> {
  value: number | null;
  onNumber: (value: number | null) => void;
}

const SEPARATORS = [".", ","];

export function NumberField({ value, onNumber, ...rest }: Props) {
  const [written, setWritten] = useState<string | number>(value ?? "");
  const shown = toNumber(written) === value ? written : (value ?? ""); // set from outside, as for another try
  const change = (next: string | number) => {
    setWritten(next);
    onNumber(toNumber(next));
  };
  return <NumberInput hideControls allowedDecimalSeparators={SEPARATORS} value={shown} onChange={change} {...rest} />;
}

function toNumber(written: string | number): number | null {
  const value = written === "" ? Number.NaN : Number(written);
  return Number.isFinite(value) ? value : null;
}
