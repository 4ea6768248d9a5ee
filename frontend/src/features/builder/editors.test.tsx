/** What tutors write: nothing is lost that they did not touch, and nobody else's words are overwritten. */
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { Route, Routes } from "react-router";
import { beforeEach, expect, it } from "vitest";

import { createQueries } from "@/api/query-client";
import { LESSON } from "@/testing/lesson";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { LessonEditorPage } from "./lesson-editor-page";
import { toDraft, toQuiz } from "./quiz-draft";

serveTests();

const TAUGHT = { ...LESSON, body: "old" };

let stored = TAUGHT;
let sent: unknown[] = [];

beforeEach(() => {
  sessionStorage.clear();
  stored = TAUGHT;
  sent = [];
  server.use(
    http.get(at("/api/me"), () => HttpResponse.json({ id: 7, name: "Tutor", role: "tutor" })),
    http.get(at("/api/lessons/1"), () => HttpResponse.json(stored)),
    http.post(at("/api/lessons/preview"), () => HttpResponse.json({ html: "" })),
    http.patch(at("/api/lessons/1"), async ({ request }) => {
      const wanted = (await request.json()) as typeof TAUGHT;
      sent.push(wanted);
      if (wanted.version !== stored.version) return HttpResponse.json({ code: "changed_meanwhile" }, { status: 412 });
      stored = { ...stored, ...wanted, version: stored.version + 1 };
      return HttpResponse.json(stored);
    }),
  );
});

async function openEditor() {
  const queries = createQueries();
  await queries.fetchQuery({ queryKey: ["get", "/api/me", {}], queryFn: () => ({ id: 7, name: "Tutor", role: "tutor" }) });
  renderPart(
    <Routes>
      <Route path="/lessons/:lessonId/edit" element={<LessonEditorPage />} />
    </Routes>,
    "/lessons/1/edit",
    queries,
  );
  return { queries, text: await screen.findByRole("textbox", { name: "Text" }) };
}

const save = () => userEvent.click(screen.getByRole("button", { name: "Save" }));

it("never overwrites what a colleague saved meanwhile", async () => {
  const { queries, text } = await openEditor();
  await userEvent.type(text, " and mine");
  stored = { ...stored, version: 2, body: "a colleague's" };
  await act(() => queries.invalidateQueries());
  await save();
  expect(await screen.findByText(/Somebody changed this meanwhile/)).toBeVisible();
  expect(stored.body).toBe("a colleague's");
  expect(text).toHaveValue("old and mine");
  await userEvent.click(screen.getByRole("button", { name: "Go back to what is saved" }));
  await waitFor(() => expect(text).toHaveValue("a colleague's"));
  await userEvent.type(text, ", mended");
  await save();
  await waitFor(() => expect(stored.body).toBe("a colleague's, mended"));
});

it("keeps unsaved words through another page or a reload, until they are saved", async () => {
  const { text } = await openEditor();
  await userEvent.type(text, " and more");
  cleanup();
  const again = await openEditor();
  expect(again.text).toHaveValue("old and more");
  expect(screen.getByText("What stands here is not saved yet.")).toBeVisible();
  await save();
  await waitFor(() => expect(screen.queryByText("What stands here is not saved yet.")).toBeNull());
  cleanup();
  expect((await openEditor()).text).toHaveValue("old and more");
  expect(screen.queryByText("What stands here is not saved yet.")).toBeNull();
});

/** Answers only once it is let go. */
function hold() {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  return { held, letGo: () => act(() => Promise.resolve(letGo())) };
}

it("keeps what is written on while a text is being saved", async () => {
  const { held, letGo } = hold();
  server.use(http.patch(at("/api/lessons/1"), () => held.then(() => undefined))); // then the usual answer
  const { text } = await openEditor();
  await userEvent.type(text, " and mine");
  await save();
  await userEvent.type(text, ", and more");
  await letGo();
  await waitFor(() => expect(stored.body).toBe("old and mine"));
  await waitFor(() => expect(screen.getByRole("button", { name: "Save" })).not.toHaveAttribute("data-loading"));
  expect(text).toHaveValue("old and mine, and more");
  cleanup();
  expect((await openEditor()).text).toHaveValue("old and mine, and more");
  await save();
  await waitFor(() => expect(stored.body).toBe("old and mine, and more"));
});

it("keeps what is written on while a quiz is being saved, and its questions stay the same ones", async () => {
  const { held, letGo } = hold();
  let quiz = { id: 9, lesson_id: 1, title: "Check", version: 1, pass_percent: 60, max_attempts: null, attempts_used: 0, items: [] as object[] };
  const versions: unknown[] = [];
  stored = { ...TAUGHT, quiz_id: 9 } as never;
  server.use(
    http.get(at("/api/quizzes/9"), () => HttpResponse.json(quiz)),
    http.put(at("/api/lessons/1/quiz"), async ({ request }) => {
      const { version, items } = (await request.json()) as { version: number; items: { id: number | null; prompt: string }[] };
      versions.push([version, items.map(({ id, prompt }) => [id, prompt])]);
      await held;
      quiz = { ...quiz, version: version + 1, items: items.map((item, index) => ({ ...item, id: 31 + index })) };
      return HttpResponse.json(quiz);
    }),
  );
  await openEditor();
  await userEvent.click(await screen.findByRole("button", { name: "Add a question" }));
  const prompt = screen.getByRole("textbox", { name: "What you ask" });
  await userEvent.type(prompt, "Why");
  for (const number of [1, 2]) await userEvent.type(screen.getByRole("textbox", { name: `Choice ${number}` }), "so");
  await userEvent.click(screen.getByRole("button", { name: "Save the quiz" }));
  await userEvent.type(prompt, "?");
  await letGo();
  await waitFor(() => expect(screen.getByRole("button", { name: "Save the quiz" })).not.toHaveAttribute("data-loading"));
  expect(prompt).toHaveValue("Why?");
  await userEvent.click(screen.getByRole("button", { name: "Save the quiz" }));
  await waitFor(() => expect(versions).toEqual([[1, [[null, "Why"]]], [2, [[31, "Why?"]]]]));
});

it("lists a lesson's pictures, puts one into the text and removes one", async () => {
  const picture = { id: 8, kind: "image", name: "the [mean].png", media_type: "image/png", bytes: 9, url: "/api/files/8" };
  stored = { ...TAUGHT, pictures: [picture] } as never;
  server.use(
    http.delete(at("/api/files/8"), () => {
      stored = TAUGHT;
      return HttpResponse.json({ ok: true });
    }),
  );
  const { text } = await openEditor();
  await userEvent.click(text);
  (text as HTMLTextAreaElement).setSelectionRange(0, 0);
  await userEvent.click(screen.getByRole("button", { name: "Put in the text: the [mean].png" }));
  expect(text).toHaveValue("![the \\[mean\\]](/api/files/8)\n\nold");
  expect(text).toHaveFocus();
  await userEvent.click(screen.getByRole("button", { name: "Remove “the [mean].png”" }));
  await waitFor(() => expect(screen.queryByText("the [mean].png")).toBeNull());
});

it("deletes a quiz after saying what goes with it", async () => {
  stored = { ...TAUGHT, quiz_id: 9 } as never;
  server.use(
    http.get(at("/api/quizzes/9"), () => HttpResponse.json({ id: 9, lesson_id: 1, title: "Check", version: 1, pass_percent: 60, max_attempts: null, attempts_used: 0, items: [] })),
    http.delete(at("/api/quizzes/9"), () => {
      stored = TAUGHT;
      return HttpResponse.json({ ok: true });
    }),
  );
  await openEditor();
  await userEvent.click(await screen.findByRole("button", { name: "Delete the quiz" }));
  const dialog = await screen.findByRole("dialog", { name: "Remove “Check”" });
  expect(within(dialog).getByText(/everybody's attempts/)).toBeVisible();
  await userEvent.click(within(dialog).getByRole("button", { name: "Delete the quiz" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Delete the quiz" })).toBeNull());
});

it("saves a quiz with all that it came with", () => {
  const answer = { choice: null, choices: [], value: null, tolerance: 0, accepted: [] };
  const quiz = {
    id: 1,
    lesson_id: 1,
    title: "Quiz",
    version: 4,
    pass_percent: 60,
    max_attempts: 2,
    attempts_used: 0,
    items: [
      {
        id: 1,
        kind: "single" as const,
        prompt: "Which?",
        choices: [
          { text: "a", html: "", feedback: "Not this" },
          { text: "b", html: "", feedback: "Yes" },
        ],
        points: 1,
        answer: { ...answer, choice: 1 },
        feedback: "",
      },
      { id: 2, kind: "numeric" as const, prompt: "Pi?", choices: [], points: 1, answer: { ...answer, value: 3.14, tolerance: 0.01 }, feedback: "" },
    ],
  };
  const saved = toQuiz(toDraft(quiz as never));
  expect(saved.max_attempts).toBe(2);
  expect(saved.items[0]?.choices).toEqual([
    { text: "a", feedback: "Not this" },
    { text: "b", feedback: "Yes" },
  ]);
  expect(saved.items[1]?.answer.tolerance).toBe(0.01);
});
