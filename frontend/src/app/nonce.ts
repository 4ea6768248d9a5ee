/** The nonce the server put into this page, for the few styles that libraries add while running. */
import { setNonce } from "get-nonce";

export function readNonce(): string {
  return document.querySelector<HTMLMetaElement>("meta[property='csp-nonce']")?.nonce ?? "";
}

export function shareNonce(): void {
  setNonce(readNonce());
}
