/** Waits until the browser has drawn what matters: code and work for later must not stand in its way. */
import { lazy, type ComponentType, type LazyExoticComponent } from "react";

const AT_MOST_MS = 1_000;

/** A part that is fetched when the browser has nothing better to do. */
export function lazyWhenQuiet<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => {
    await untilQuiet();
    return { default: await load() };
  });
}

export function untilQuiet(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) window.requestIdleCallback(() => resolve(), { timeout: AT_MOST_MS });
    else setTimeout(resolve, AT_MOST_MS / 4); // Safari
  });
}
