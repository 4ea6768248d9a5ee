/** Whether an account has seen its first steps in this browser. */
import { useLocalStorage } from "@mantine/hooks";

export function useTourMemory(userId: number) {
  const [isSeen, setSeen] = useLocalStorage({
    key: `attune-tour-${userId}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  return { isSeen, setSeen };
}
