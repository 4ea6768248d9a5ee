/** Which part of the text is being read, from what stands in the upper half of the window. */
import { useEffect, useState, type RefObject } from "react";

export function useSection(
  text: RefObject<HTMLElement | null>,
  html: string,
  start: number,
  onSection: (section: number) => void,
): number {
  const [section, setSection] = useState(start);
  useEffect(() => {
    const root = text.current;
    if (!root) return;
    if (start > 0) scrollToSection(root, start);
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.filter((entry) => entry.isIntersecting).map((entry) => numberOf(entry.target));
        if (seen.length > 0) setSection(Math.max(...seen));
      },
      { rootMargin: "-15% 0px -55% 0px" },
    );
    for (const part of root.querySelectorAll("[data-section]")) observer.observe(part);
    return () => observer.disconnect();
    // The start is where the page opened; a saved progress must not make it jump again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text, html]);
  useEffect(() => onSection(section), [section, onSection]);
  return section;
}

export function scrollToSection(root: HTMLElement | null, section: number): void {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = calm ? "auto" : "smooth";
  if (section === 0) return window.scrollTo({ top: 0, behavior });
  root?.querySelector(`[data-section="${section}"]`)?.scrollIntoView({ behavior, block: "start" });
}

function numberOf(element: Element): number {
  return Number(element.getAttribute("data-section") ?? 0);
}
