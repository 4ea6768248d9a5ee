/** How the front end is built, served in development and tested. It knows nothing of the pages. */
import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { compressAssets } from "./tools/compress-assets";
import { createNamer } from "./tools/name-files";
import { preloadStart } from "./tools/preload-start";

const ROOT = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");
const BACKEND = process.env.ATTUNE_BACKEND ?? "http://localhost:5000";

export default defineConfig({
  plugins: [react(), preloadStart("src/app/start.tsx"), compressAssets()],
  resolve: { alias: { "@": `${ROOT}/src` } },
  // The server replaces this word by a fresh nonce in every page it sends, and in the matching header.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    // No inlined assets: a data: font or script would need a wider content policy.
    assetsInlineLimit: 0,
    target: "es2022",
    reportCompressedSize: true,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: createNamer(ROOT) }] } } },
  },
  worker: { format: "es" },
  server: {
    proxy: {
      "/api": { target: BACKEND },
      "/media": { target: BACKEND },
      "/models": { target: BACKEND },
      "/socket.io": { target: BACKEND, ws: true },
    },
  },
  test: {
    environment: "jsdom",
    alias: { "socket.io-client": `${ROOT}/src/testing/fake-socket.ts` }, // no test has a server
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    css: false,
    testTimeout: 30_000,
  },
});
