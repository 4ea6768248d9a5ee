/** Draws the page once its code and its words are there; what can wait is done after that. */
import "@fontsource-variable/source-sans-3/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "./mantine.css";
import "@mantine/notifications/styles.css";
import "./base.css";

import { startTransition, StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { startLanguage } from "@/lib/language";
import { untilQuiet } from "@/lib/quiet";
import { pruneTimelines } from "@/lib/timeline";

import { App } from "./app";
import { shareNonce } from "./nonce";
import type { PageEntry } from "./pages";
import { readyPage } from "./router";

export async function start(first: PageEntry | undefined): Promise<void> {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  shareNonce();
  await Promise.all([startLanguage(), first && readyPage(first)]);
  const page = createRoot(root);
  // As a transition the first drawing lets taps and keys through in between.
  startTransition(() =>
    page.render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
  void untilQuiet().then(pruneTimelines);
}
