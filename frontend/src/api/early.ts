/**
 * Asks for what a page will need before the page's own code has arrived. The first question for the same address
 * takes the answer that is already under way; whoever comes later asks the server again.
 */
import { noteRequest } from "@/lib/outbox";

const asked = new Map<string, Promise<Response>>();
/** An answer that has been there longer may no longer be true. */
const FRESH_MS = 10_000;

export function askEarly(paths: readonly string[], language: string): void {
  for (const path of paths) {
    noteRequest("GET", path, 0);
    const answer = globalThis.fetch(path, { headers: { "Accept-Language": language } });
    asked.set(path, answer);
    const forget = () => window.setTimeout(() => asked.get(path) === answer && asked.delete(path), FRESH_MS);
    answer.then(forget, forget); // whoever takes it hears of a failure
  }
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
