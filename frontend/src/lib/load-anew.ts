/** After an update the files of yesterday are gone; loading anew brings today's. Once: a second failure is shown. */
const LOADED_AT = "attune-reloaded-at";
const ONCE_IN_MS = 60_000;

/** Whether the page is being loaded anew. Without a network there is nothing to load. */
export function loadAnew(): boolean {
  const last = Number(sessionStorage.getItem(LOADED_AT));
  if (!navigator.onLine || Date.now() - last < ONCE_IN_MS) return false;
  sessionStorage.setItem(LOADED_AT, String(Date.now()));
  window.location.reload();
  return true;
}
