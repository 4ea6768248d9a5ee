/** Only the styles of parts in use are sent; a part whose style was forgotten would stand bare. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { expect, it } from "vitest";

const SOURCE = resolve(__dirname, "..");
const STYLES = resolve(SOURCE, "../node_modules/@mantine/core/styles");

function usedParts(): string[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name));
  const lists = files.flatMap((name) => [...readFileSync(join(SOURCE, name), "utf8").matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)]);
  return [...new Set(lists.flatMap(([, names]) => (names ?? "").split(",").map((name) => name.trim())))];
}

it("brings the style of every part in use", () => {
  const brought = readFileSync(join(__dirname, "mantine.css"), "utf8");
  const parts = usedParts();
  expect(parts).toContain("Button");
  const bare = parts.filter((part) => existsSync(join(STYLES, `${part}.css`)) && !brought.includes(`/${part}.css"`));
  expect(bare).toEqual([]);
});
