/** Broad steps through a lesson: parts, rewinds, tries, rest. Keys are no step. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { followLead } from "@/lib/led";

import { LessonActivity } from "./lesson-activity";

let stop: () => void;
let note: ReturnType<typeof vi.fn<(kind: string, item: number | null, second: number | null) => void>>;
let root: HTMLElement;
let activity: LessonActivity;

beforeEach(() => {
  vi.useFakeTimers();
  note = vi.fn<(kind: string, item: number | null, second: number | null) => void>();
  root = document.createElement("div");
  document.body.append(root);
  activity = new LessonActivity(note);
  stop = activity.watch(root);
});

afterEach(() => {
  window.dispatchEvent(new Event("wheel"));
  stop();
  root.remove();
  vi.useRealTimers();
});

it("tells a part reached and a part gone back to", () => {
  activity.reachSection(2);
  activity.reachSection(1);
  expect(note.mock.calls).toEqual([["item", 2, null], ["rewind", 1, null]]);
});

it("tells a second try of one form, not the first", () => {
  const form = document.createElement("form");
  root.append(form);
  const submit = () => form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  submit();
  expect(note).not.toHaveBeenCalled();
  submit();
  expect(note).toHaveBeenCalledWith("retry", 0, null);
});

it("tells a jump back in a video", () => {
  const video = document.createElement("video");
  root.append(video);
  video.currentTime = 40;
  video.dispatchEvent(new Event("seeking"));
  video.currentTime = 10;
  video.dispatchEvent(new Event("seeking"));
  expect(note.mock.calls).toEqual([["rewind", 0, 10]]);
});

it("tells rest and the first movement after it, once each", () => {
  vi.advanceTimersByTime(200_000);
  window.dispatchEvent(new Event("pointermove"));
  window.dispatchEvent(new Event("pointermove"));
  expect(note.mock.calls.map(([kind]) => kind)).toEqual(["idle", "resume"]);
});

it("takes no part for the student's own to which the tutor led", () => {
  followLead();
  activity.reachSection(3);
  activity.reachSection(1);
  expect(note).not.toHaveBeenCalled();
  window.dispatchEvent(new Event("wheel"));
  activity.reachSection(2);
  activity.reachSection(1);
  expect(note.mock.calls).toEqual([["item", 2, null], ["rewind", 1, null]]);
});

it("takes the page that scrolls after the tutor for no sign of life", () => {
  vi.advanceTimersByTime(200_000);
  followLead();
  window.dispatchEvent(new Event("scroll"));
  expect(note.mock.calls.map(([kind]) => kind)).toEqual(["idle"]);
  window.dispatchEvent(new Event("keydown"));
  window.dispatchEvent(new Event("scroll"));
  expect(note.mock.calls.map(([kind]) => kind)).toEqual(["idle", "resume"]);
});

it("does not listen to keys", () => {
  const added = vi.spyOn(window, "addEventListener");
  const listened = vi.spyOn(root, "addEventListener");
  stop();
  stop = new LessonActivity(note).watch(root);
  const names = [...added.mock.calls, ...listened.mock.calls].map(([name]) => name);
  expect(names.filter((name) => /key|input|composition/.test(name))).toEqual([]);
});
