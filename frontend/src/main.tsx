/** Starts the page: the language first, then everything else. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "@/app/app";
import { shareNonce } from "@/app/nonce";
import { startLanguage } from "@/lib/language";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

shareNonce();
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
