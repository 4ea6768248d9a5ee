/** What happens on arriving at another page: focus at its content, and the place where one was on going back. */
import { useEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";

const places = new Map<string, number>();
/** What a page shows may come a moment after the page. */
const PATIENCE_MS = 2_000;

export function useArrival(contentId: string): void {
  const { pathname, key } = useLocation();
  const isBack = useNavigationType() === "POP";
  const last = useRef(pathname);
  useEffect(() => rememberPlace(key), [key]);
  useEffect(() => {
    if (pathname === last.current) return;
    last.current = pathname;
    document.getElementById(contentId)?.focus({ preventScroll: true });
    return goTo(isBack ? (places.get(key) ?? 0) : 0);
    // A change of what is asked for on the same page moves nothing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pathname, contentId]);
}

function rememberPlace(key: string): () => void {
  const keep = () => places.set(key, window.scrollY);
  window.addEventListener("scroll", keep, { passive: true });
  return () => window.removeEventListener("scroll", keep);
}

/** Scroll there, and again while the page grows; whoever scrolls by hand is left alone. */
function goTo(top: number): (() => void) | undefined {
  window.scrollTo(0, top);
  if (top === 0) return;
  const growing = new ResizeObserver(() => window.scrollTo(0, top));
  const stop = () => growing.disconnect();
  growing.observe(document.body);
  const timer = window.setTimeout(stop, PATIENCE_MS);
  for (const touched of ["wheel", "touchstart", "keydown"]) window.addEventListener(touched, stop, { once: true, passive: true });
  return () => {
    window.clearTimeout(timer);
    stop();
  };
}
