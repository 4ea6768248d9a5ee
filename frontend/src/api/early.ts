/**
 * Asks for what a page will need before the page's own code has arrived. The first question for the same address
 * takes the answer that is already under way; whoever comes later asks the server again.
 */
import { noteRequest } from "@/lib/outbox";

const asked = new Map<string, Promise<Response>>();
/** Something asked for longer ago may no longer be true. */
const FRESH_MS = 10_000;

export function askEarly(paths: readonly string[], language: string): void {
  for (const path of paths) {
    noteRequest("GET", path, 0);
    const answer = globalThis.fetch(path, { headers: { "Accept-Language": language } });
    answer.catch(() => undefined); // whoever takes it hears of the failure
    asked.set(path, answer);
  }
  window.setTimeout(forgetEarly, FRESH_MS);
}

/** What was asked for early, once. */
export function takeEarly(path: string): Promise<Response> | undefined {
  const answer = asked.get(path);
  asked.delete(path);
  return answer;
}

/** After a change on the server nothing that was asked before it counts. */
export function forgetEarly(): void {
  asked.clear();
}
