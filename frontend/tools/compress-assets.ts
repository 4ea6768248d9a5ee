/** Lays compressed copies beside the built files, so that the server need not compress what never changes. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

import type { Plugin } from "vite";

const TEXT_AND_CODE = /\.(js|mjs|css|svg|json|wasm)$/;
/** Below this a copy saves less than a packet. */
const SMALLEST_BYTES = 1_024;
/** Higher makes the 14 MB of WebAssembly take half a minute for 4 % less. */
const BROTLI_QUALITY = 6;

export function compressAssets(): Plugin {
  return {
    name: "compress-assets",
    apply: "build",
    async writeBundle({ dir = "" }) {
      const folder = join(dir, "assets");
      const names = readdirSync(folder).filter((name) => TEXT_AND_CODE.test(name));
      await Promise.all(names.map((name) => compressFile(join(folder, name))));
    },
  };
}

async function compressFile(path: string): Promise<void> {
  const bytes = readFileSync(path);
  if (bytes.length < SMALLEST_BYTES) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [packed, small] = await Promise.all([promisify(gzip)(bytes, { level: 9 }), promisify(brotliCompress)(bytes, { params })]);
  writeFileSync(`${path}.gz`, packed);
  writeFileSync(`${path}.br`, small);
}
