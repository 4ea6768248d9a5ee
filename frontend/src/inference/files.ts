/** Fetches the networks from our own server and checks that they are what the card promises. */
import type { Order } from "./order";

type File = Order["files"]["model"];

export async function loadFile({ url, sha256 }: File): Promise<Uint8Array> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  await requireContent(bytes, sha256, url);
  return bytes;
}

/** Another model may have gone into service since the order was written; its numbers would not fit this one. */
async function requireContent(bytes: Uint8Array<ArrayBuffer>, sha256: string, url: string): Promise<void> {
  // Plain http on anything but localhost has no digest, and no camera either.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return;
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== sha256) throw new Error(`${url} is not the file that was announced`);
}
