/** Starts the page: the language first, then everything else. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "@/app/app";
import { shareNonce } from "@/app/nonce";
import { startLanguage } from "@/lib/language";

const RELOADED = "attune-reloaded-at";
const ONCE_IN_MS = 60_000;

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

/** After an update the files of yesterday are gone; loading anew brings today's. Once: a second failure is shown. */
window.addEventListener("vite:preloadError", (event) => {
  const last = Number(sessionStorage.getItem(RELOADED));
  if (Date.now() - last < ONCE_IN_MS) return;
  sessionStorage.setItem(RELOADED, String(Date.now()));
  event.preventDefault();
  window.location.reload();
});

shareNonce();
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
