/** How the front end is built, served in development and tested. It knows nothing of the pages. */
import { fileURLToPath } from "node:url";

import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { compressAssets } from "./tools/compress-assets";

const EVERYWHERE = /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next|use-sync-external-store|openapi-[a-z-]+|clsx)\//;
const FRAME = /@mantine\/core\/esm\/(core|components\/(ActionIcon|Anchor|Box|Button|Checkbox|Group|InlineInput|Progress|Switch|Text|Textarea|TextInput|CloseButton|FocusTrap|Input|InputBase|Loader|Modal|ModalBase|Overlay|Paper|PasswordInput|Portal|Skeleton|Stack|Transition|UnstyledButton|VisuallyHidden))\/|src\/(api|components\/emotion|components\/ui\/(page|card|loaded|problem-card|icon|tell|growing-list|empty-state|rendered-text)|lib\/format)/;
const BACKEND = process.env.ATTUNE_BACKEND ?? "http://localhost:5000";

export default defineConfig({
  plugins: [react(), compressAssets()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The server replaces this word by a fresh nonce in every page it sends, and in the matching header.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    // No inlined assets: a data: font or script would need a wider content policy.
    assetsInlineLimit: 0,
    target: "es2022",
    reportCompressedSize: true,
    // What every page needs comes in few files: a phone waits for each request, not only for its bytes.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "base", test: EVERYWHERE, priority: 2 }, { name: "frame", test: FRAME, priority: 1 }] } } },
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
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    css: false,
    testTimeout: 15_000,
  },
});
