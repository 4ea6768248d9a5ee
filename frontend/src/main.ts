/**
 * The first file to arrive, small on purpose: it starts everything the address will need at the same time. The
 * page's code, its words and the server's answers are then on their way together, not one after the other.
 */
import { askEarly } from "@/api/early";
import { expectPage } from "@/app/pages";
import { loadWords, preferredLanguage } from "@/lib/words";

const RELOADED = "attune-reloaded-at";
const ONCE_IN_MS = 60_000;

/** After an update the files of yesterday are gone; loading anew brings today's. Once: a second failure is shown. */
window.addEventListener("vite:preloadError", (event) => {
  const last = Number(sessionStorage.getItem(RELOADED));
  if (Date.now() - last < ONCE_IN_MS) return;
  sessionStorage.setItem(RELOADED, String(Date.now()));
  event.preventDefault();
  window.location.reload();
});

const { page, asks } = expectPage(window.location.pathname);
const language = preferredLanguage();
askEarly(asks, language);
void loadWords(language);
void page?.load();
void import("./app/start").then(({ start }) => start(page));
