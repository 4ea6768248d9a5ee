/** Short messages at the edge of the page. */
import { notifications } from "@mantine/notifications";

import { wordsOf } from "./problem-card";

const STAYS_MS = 5_000;

export function tell(message: string): void {
  notifications.show({ message, autoClose: STAYS_MS, withBorder: true });
}

export function tellProblem(error: unknown): void {
  notifications.show({ message: wordsOf(error), color: "red", autoClose: 2 * STAYS_MS, withBorder: true });
}
