/**
 * Writes the TypeScript types of the HTTP API and of the live events from openapi.json and socket.json.
 * With --check it writes nothing and fails when a committed file is stale.
 */
import { readFileSync, writeFileSync } from "node:fs";

import openapiTS, { astToString } from "openapi-typescript";

const ROOT = new URL("../", import.meta.url);
const HEADER = (source) => `// Generated from ${source} by \`npm run generate\`. Do not edit.\n`;

const outputs = {
  "src/api/schema.d.ts": await writeHttpTypes(),
  "src/realtime/events.d.ts": await writeEventTypes(),
};

const checking = process.argv.includes("--check");
const stale = Object.entries(outputs).filter(([path, text]) => readText(path) !== text);
if (checking && stale.length > 0) {
  console.error(`Stale: ${stale.map(([path]) => path).join(", ")}. Run: npm run generate`);
  process.exit(1);
}
for (const [path, text] of stale) writeFileSync(new URL(path, ROOT), text);
console.log(stale.length === 0 ? "Types are up to date." : `Wrote ${stale.map(([path]) => path).join(", ")}.`);

async function writeHttpTypes() {
  const document = readJson("openapi.json");
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    // src/api/client.ts adds this header to every request; no caller should have to.
    operation.parameters = (operation.parameters ?? []).filter(({ name }) => name !== "X-Attune");
    // The server's own path converter is described as text; ids are whole numbers everywhere else.
    for (const each of operation.parameters) if (each.in === "path") each.schema = { type: "integer" };
  }
  const nodes = await openapiTS(document, { alphabetize: true, defaultNonNullable: false });
  return HEADER("openapi.json") + astToString(nodes);
}

/** The map of events is not OpenAPI; its shapes are lent to the generator as components. */
async function writeEventTypes() {
  const { $defs, client, server, refusal, namespace } = readJson("socket.json");
  const document = {
    openapi: "3.1.0",
    info: { title: "live", version: "1" },
    paths: {},
    components: { schemas: moveReferences($defs) },
  };
  const nodes = await openapiTS(document, { alphabetize: true, defaultNonNullable: true });
  const clientLines = Object.entries(client).map(
    ([name, { payload, answer }]) => `  ${name}: { payload: ${typeOf(payload)}; answer: ${typeOf(answer)} };`,
  );
  const serverLines = Object.entries(server).map(([name, message]) => `  ${name}: ${typeOf(message)};`);
  return [
    HEADER("socket.json") + astToString(nodes),
    `export type Namespace = ${JSON.stringify(namespace)};`,
    `export type Refusal = ${typeOf(refusal)};`,
    `export interface ClientEvents {\n${clientLines.join("\n")}\n}`,
    `export interface ServerEvents {\n${serverLines.join("\n")}\n}`,
    "",
  ].join("\n");
}

function typeOf(schema) {
  if (schema.format === "binary") return "ArrayBuffer";
  return `components["schemas"][${JSON.stringify(schema.$ref.split("/").pop())}]`;
}

function moveReferences(definitions) {
  return JSON.parse(JSON.stringify(definitions).replaceAll("#/$defs/", "#/components/schemas/"));
}

function readJson(path) {
  return JSON.parse(readText(path));
}

function readText(path) {
  try {
    return readFileSync(new URL(path, ROOT), "utf8");
  } catch {
    return "";
  }
}
