/** What an address will need is known from its address alone. */
import { expect, it } from "vitest";

import { expectPage } from "./pages";

it.each([
  ["/", "/", ["/api/courses?limit=50", "/api/resume"]],
  ["/lessons/7", "/lessons/:lessonId", ["/api/lessons/7"]],
  ["/lessons/7/", "/lessons/:lessonId", ["/api/lessons/7"]],
  ["/lessons/7/edit", "/lessons/:lessonId/edit", []],
  ["/courses/12", "/courses/:courseId", ["/api/courses/12"]],
  ["/lessons/seven", undefined, []],
  ["/nowhere", undefined, []],
])("%s", (address, path, own) => {
  const { page, asks } = expectPage(address);
  expect(page?.path).toBe(path);
  expect(asks).toEqual(["/api/me", "/api/status", ...own]);
});
