/** Starting the page also takes old timelines out of the browser, whoever they belong to. */
import { waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { start } from "./start";

vi.mock("./app", () => ({ App: () => null }));

it("forgets the timelines of lessons that nobody opens again", async () => {
  document.body.innerHTML = '<div id="root"></div>';
  const marks = [{ at: Date.now() - 15 * 86_400_000, section: 0, label: "sad", confidence: 0.9 }];
  localStorage.setItem("attune-timeline-1-7", JSON.stringify({ lessonId: 7, lessonTitle: "Mean", marks }));
  await start(undefined);
  await waitFor(() => expect(localStorage.getItem("attune-timeline-1-7")).toBeNull());
});
