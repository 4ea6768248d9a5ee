/** What one tab hears of another. */
import { expect, it, vi } from "vitest";

import { followTabs } from "./tabs";

it("starts anew once somebody else is logged in, or nobody is", async () => {
  const reload = vi.fn();
  vi.stubGlobal("location", { ...window.location, reload });
  sessionStorage.setItem("attune-answers-1-3-1", "{}");
  let shown: number | undefined = 1;
  followTabs(() => shown);
  const other = new BroadcastChannel("attune-login");
  const hear = async (id: number | null) => {
    other.postMessage(id);
    await new Promise((done) => setTimeout(done, 30));
  };
  await hear(1);
  expect(reload).not.toHaveBeenCalled();
  await hear(2);
  expect(reload).toHaveBeenCalledOnce();
  expect(sessionStorage).toHaveLength(0);
  await hear(null);
  expect(reload).toHaveBeenCalledTimes(2);
  shown = undefined;
  await hear(2);
  expect(reload).toHaveBeenCalledTimes(2);
  other.close();
});
