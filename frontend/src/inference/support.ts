/** Says whether this browser has what reading on the device takes. It loads nothing. */

/** The smallest module that uses a vector instruction; an engine without them refuses it. */
const VECTOR_MODULE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

export function canReadHere(): boolean {
  const parts = ["Worker", "OffscreenCanvas", "createImageBitmap", "WebAssembly"];
  return parts.every((name) => name in globalThis) && WebAssembly.validate(VECTOR_MODULE);
}
