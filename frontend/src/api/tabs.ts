/** Tells the other tabs of this browser who is logged in now: whatever they show of somebody else must go. */
let channel: BroadcastChannel | undefined;

/** One for the whole page, because a channel does not hear itself. */
function openChannel(): BroadcastChannel {
  channel ??= new BroadcastChannel("attune-login");
  return channel;
}

/** Null is nobody. */
export function tellTabs(userId: number | null): void {
  openChannel().postMessage(userId);
}

/** `shown` is whose page this is, if anybody's. A page that starts anew has let go of camera and class. */
export function followTabs(shown: () => number | undefined): void {
  openChannel().onmessage = ({ data }) => {
    const id = shown();
    if (id === undefined || id === data) return;
    sessionStorage.clear();
    window.location.reload();
  };
}
