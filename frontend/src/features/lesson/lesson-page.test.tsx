/** A lesson that is left and found again. */
import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, it } from "vitest";

import { api } from "@/api/client";
import { createQueries } from "@/api/query-client";
import { Loaded } from "@/components/ui/loaded";
import { isLed } from "@/lib/led";
import { LESSON } from "@/testing/lesson";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { LessonPage } from "./lesson-page";

serveTests();

beforeEach(() => {
  window.IntersectionObserver = class {
    observe(): void {}
    disconnect(): void {}
  } as never;
});

function Lesson() {
  const lesson = api.useQuery("get", "/api/lessons/{lesson_id}", { params: { path: { lesson_id: 1 } } });
  return <Loaded query={lesson}>{(data) => <LessonPage lesson={data} isLearner side={null} followed={null} onSection={() => undefined} />}</Loaded>;
}

it("stays done when one comes back to it", async () => {
  const queries = createQueries();
  server.use(
    http.get(at("/api/lessons/1"), () => HttpResponse.json(LESSON)),
    http.put(at("/api/lessons/1/progress"), () => HttpResponse.json({ section: 4, video_seconds: 30, completed: true, updated_at: "2026-01-01T10:00:00Z" })),
  );
  renderPart(<Lesson />, "/", queries);
  await userEvent.click(await screen.findByRole("button", { name: "Mark as done" }));
  const { queryKey } = api.queryOptions("get", "/api/lessons/{lesson_id}", { params: { path: { lesson_id: 1 } } });
  await waitFor(() => expect(queries.getQueryData<{ progress: object }>(queryKey)?.progress).toMatchObject({ section: 4, completed: true }));
  cleanup();
  renderPart(<Lesson />, "/", queries);
  expect(screen.getByText("Done")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Mark as done" })).toBeNull();
});

it("keeps a video's place while it plays", async () => {
  const places: unknown[] = [];
  server.use(
    http.get(at("/api/lessons/1"), () => HttpResponse.json({ ...LESSON, video: { url: "/media/1.mp4" } })),
    http.put(at("/api/lessons/1/progress"), async ({ request }) => {
      places.push(await request.json());
      return HttpResponse.json({ section: 0, video_seconds: 600, completed: false, updated_at: "2026-01-01T10:00:00Z" });
    }),
  );
  renderPart(<Lesson />);
  const video = await screen.findByLabelText<HTMLVideoElement>("The lesson's video");
  video.currentTime = 604.2;
  fireEvent.timeUpdate(video);
  await waitFor(() => expect(places).toContainEqual({ section: 0, video_seconds: 600, completed: false }));
});

it("shows pictures below the text, but for those that stand in it", async () => {
  const picture = (id: number) => ({ id, kind: "image", name: `${id}.png`, media_type: "image/png", bytes: 9, url: `/api/files/${id}` });
  const html = '<section data-section="0"><img src="/api/files/8" alt="in the text"></section>';
  server.use(http.get(at("/api/lessons/1"), () => HttpResponse.json({ ...LESSON, html, pictures: [picture(8), picture(80)] })));
  renderPart(<Lesson />);
  expect(await screen.findByRole("img", { name: "80.png" })).toHaveAttribute("src", "/api/files/80");
  expect(screen.queryByRole("img", { name: "8.png" })).toBeNull();
  expect(screen.getByRole("img", { name: "in the text" })).toBeInTheDocument();
});

it("is led where the tutor goes, until the student moves, and by nobody who does not follow", async () => {
  window.scrollTo = () => undefined;
  const page = (followed: { section: number } | null) => <LessonPage lesson={LESSON} isLearner={false} side={null} followed={followed} onSection={() => undefined} />;
  const { rerender } = renderPart(page(null));
  expect(isLed()).toBe(false);
  rerender(page({ section: 0 }));
  expect(isLed()).toBe(true);
  await userEvent.click(screen.getByRole("switch", { name: "Follow the tutor" }));
  rerender(page({ section: 1 }));
  expect(isLed()).toBe(false);
});
