/**
 * Whether the page moves because the tutor leads, so that nobody takes it for the student's own doing. It listens
 * only while it does, and only for that something was done: never for which key.
 */
const OWN_MOVES = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

let led = false;

/** The tutor moved on and the page follows: what comes until the student's next own move is not theirs. */
export function followLead(): void {
  if (led) return;
  led = true;
  for (const name of OWN_MOVES) window.addEventListener(name, moveAlone, { passive: true });
}

export function isLed(): boolean {
  return led;
}

function moveAlone(): void {
  led = false;
  for (const name of OWN_MOVES) window.removeEventListener(name, moveAlone);
}
