/** Short messages at the edge of the page. */
import type { ReactNode } from "react";

import { ProblemWords } from "./problem-card";

const STAYS_MS = 5_000;

export function tell(message: string): void {
  show({ message, autoClose: STAYS_MS });
}

export function tellProblem(error: unknown): void {
  show({ message: <ProblemWords error={error} />, color: "red", autoClose: 2 * STAYS_MS });
}

/** Most pages never say anything here, so what can is loaded with the first word. */
function show(message: { message: ReactNode; color?: string; autoClose: number }): void {
  void import("@mantine/notifications").then(({ notifications }) => notifications.show({ ...message, withBorder: true }));
}
