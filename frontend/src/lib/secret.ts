/** Reads a secret that stands behind the # of a link, where no server and no log sees it. */

export function readSecret(name: string): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get(name);
}
