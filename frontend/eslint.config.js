/** Lint rules. The zones are generated from the folders, so a new feature is fenced in the moment it exists. */
import { readdirSync } from "node:fs";

import js from "@eslint/js";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const FEATURES = readdirSync(new URL("./src/features", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const SOCKET = {
  name: "socket.io-client",
  message: "Only src/realtime/socket.ts knows the socket library.",
};
const NO_APP = { group: ["@/app/*", "**/app/*"], message: "Only app may know app." };
const NO_FEATURES = { group: ["@/features/*", "**/features/*"], message: "Features are joined in src/app, nowhere else." };

const restrict = (patterns, paths = [SOCKET]) => ({ "no-restricted-imports": ["error", { paths, patterns }] });

const featureZones = FEATURES.map((feature) => ({
  files: [`src/features/${feature}/**/*.{ts,tsx}`],
  rules: restrict([
    NO_APP,
    { group: ["../../*"], message: "Reach shared code through @/." },
    {
      regex: `^@/features/(?!${feature}(/|$))`,
      message: "A feature never imports another feature; join them in src/app.",
    },
  ]),
}));

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/api/schema.d.ts", "src/realtime/events.d.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  jsxA11y.flatConfigs.recommended,
  {
    plugins: { "react-hooks": reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      complexity: ["error", 12],
      "max-lines": ["error", { max: 260, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 220, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "no-restricted-globals": ["error", { name: "fetch", message: "Ask through src/api." }],
    },
  },
  { files: ["src/{api,components,inference,lib}/**/*.{ts,tsx}"], rules: restrict([NO_APP, NO_FEATURES]) },
  // The networks are files, not answers of the API; a worker fetches them.
  { files: ["src/inference/files.ts"], rules: { "no-restricted-globals": "off" } },
  { files: ["src/realtime/**/*.ts"], rules: restrict([NO_APP, NO_FEATURES]) },
  { files: ["src/realtime/socket.ts"], rules: restrict([NO_APP, NO_FEATURES], []) },
  ...featureZones,
  { files: ["src/app/**/*.{ts,tsx}"], rules: restrict([]) },
  {
    files: ["src/**/*.test.{ts,tsx}", "src/testing/**"],
    rules: { "max-lines-per-function": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: ["tools/**/*.mjs", "*.config.{js,ts}"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } },
    rules: { "no-console": "off" },
  },
);
