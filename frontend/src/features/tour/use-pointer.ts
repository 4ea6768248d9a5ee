/** Draws a quiet ring around one thing of the page for as long as it is spoken of. */
import { useEffect } from "react";

const MARK = "data-pointed";

export function usePointer(selector: string | null): void {
  useEffect(() => {
    const element = selector === null ? null : document.querySelector(selector);
    element?.setAttribute(MARK, "");
    return () => element?.removeAttribute(MARK);
  }, [selector]);
}
