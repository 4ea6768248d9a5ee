/** Waits until the browser has drawn what matters: code for what may come later must not stand in its way. */
const AT_MOST_MS = 1_000;

export function untilQuiet(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) window.requestIdleCallback(() => resolve(), { timeout: AT_MOST_MS });
    else setTimeout(resolve, AT_MOST_MS / 4); // Safari
  });
}
