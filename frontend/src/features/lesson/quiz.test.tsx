/** Taking a quiz: answers go out once, feedback comes back beside each question. */
import { act, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, it, vi } from "vitest";

import { createQueries } from "@/api/query-client";
import { renderPart } from "@/testing/render";
import { at, server, serveTests } from "@/testing/server";

import { Quiz } from "./quiz";

serveTests();

const QUIZ = {
  id: 3,
  lesson_id: 1,
  title: "Mean and median",
  pass_percent: 60,
  max_attempts: 1,
  attempts_used: 0,
  version: 1,
  items: [{ id: 9, kind: "single", prompt: "Which one?", choices: [{ text: "The mean" }, { text: "The median" }], points: 1, answer: null, feedback: null }],
};
const ME = { id: 1, name: "Ana", role: "student" };
const ATTEMPT = {
  id: 1,
  quiz_id: 3,
  points: 0,
  points_possible: 1,
  passed: false,
  results: [{ item_id: 9, correct: false, points: 0, points_possible: 1, feedback: "Think of the sum." }],
  submitted_at: "2026-01-01T10:00:00Z",
};

it("shows the feedback and ends when no tries are left", async () => {
  const passed = vi.fn();
  const sent: unknown[] = [];
  server.use(
    http.get(at("/api/me"), () => HttpResponse.json(ME)),
    http.get(at("/api/quizzes/3"), () => HttpResponse.json(QUIZ)),
    http.post(at("/api/quizzes/3/attempts"), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(ATTEMPT, { status: 201 });
    }),
  );
  renderPart(<Quiz quizId={3} isLearner onPassed={passed} />);
  await userEvent.click(await screen.findByRole("radio", { name: "The median" }));
  await userEvent.click(screen.getByRole("button", { name: "Hand in" }));
  expect(await screen.findByText("Think of the sum.")).toBeVisible();
  expect(sent).toEqual([{ version: 1, answers: [{ item_id: 9, choices: [1] }] }]);
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  expect(passed).not.toHaveBeenCalled();
});

it("keeps the answers when the connection is lost and hands in the same ones", async () => {
  let isCut = true;
  const sent: unknown[] = [];
  server.use(
    http.get(at("/api/me"), () => HttpResponse.json(ME)),
    http.get(at("/api/quizzes/3"), () => HttpResponse.json({ ...QUIZ, max_attempts: null })),
    http.post(at("/api/quizzes/3/attempts"), async ({ request }) => {
      if (isCut) return HttpResponse.error();
      sent.push(await request.json());
      return HttpResponse.json({ ...ATTEMPT, passed: true }, { status: 201 });
    }),
  );
  renderPart(<Quiz quizId={3} isLearner onPassed={() => undefined} />);
  await userEvent.click(await screen.findByRole("radio", { name: "The mean" }));
  await userEvent.click(screen.getByRole("button", { name: "Hand in" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("There is no connection");
  isCut = false;
  await userEvent.click(screen.getByRole("button", { name: "Hand in" }));
  expect(await screen.findByText("Passed: 0 of 1 point.")).toBeVisible();
  expect(sent).toEqual([{ version: 1, answers: [{ item_id: 9, choices: [0] }] }]);
});

it("counts each try once, also when the quiz is fetched anew", async () => {
  let used = 0;
  server.use(
    http.get(at("/api/me"), () => HttpResponse.json(ME)),
    http.get(at("/api/quizzes/3"), () => HttpResponse.json({ ...QUIZ, max_attempts: 3, attempts_used: used })),
    http.post(at("/api/quizzes/3/attempts"), () => {
      used++;
      return HttpResponse.json(ATTEMPT, { status: 201 });
    }),
  );
  const queries = createQueries();
  renderPart(<Quiz quizId={3} isLearner onPassed={() => undefined} />, "/", queries);
  for (const isLast of [false, false, true]) {
    await userEvent.click(await screen.findByRole("button", { name: "Hand in" }));
    await screen.findByText("Think of the sum.");
    await act(() => queries.invalidateQueries());
    if (isLast) expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    else await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  }
  expect(used).toBe(3);
});

it("shows the new quiz, without the old answers, when it was edited meanwhile", async () => {
  const choices = [{ text: "The median" }, { text: "The mode" }];
  const edited = { ...QUIZ, version: 2, items: QUIZ.items.map((item) => ({ ...item, choices })) };
  let stored: typeof QUIZ = QUIZ;
  const sent: unknown[] = [];
  server.use(
    http.get(at("/api/me"), () => HttpResponse.json(ME)),
    http.get(at("/api/quizzes/3"), () => HttpResponse.json(stored)),
    http.post(at("/api/quizzes/3/attempts"), async ({ request }) => {
      const body = (await request.json()) as { version: number };
      if (body.version !== stored.version) return HttpResponse.json({ code: "changed_meanwhile" }, { status: 412 });
      sent.push(body);
      return HttpResponse.json(ATTEMPT, { status: 201 });
    }),
  );
  renderPart(<Quiz quizId={3} isLearner onPassed={() => undefined} />);
  await userEvent.click(await screen.findByRole("radio", { name: "The median" }));
  stored = edited;
  await userEvent.click(screen.getByRole("button", { name: "Hand in" }));
  expect(await screen.findByText(/quiz was changed/)).toBeVisible();
  expect(screen.getByRole("radio", { name: "The mode" })).not.toBeChecked();
  await userEvent.click(screen.getByRole("radio", { name: "The median" }));
  await userEvent.click(screen.getByRole("button", { name: "Hand in" }));
  await screen.findByText("Think of the sum.");
  expect(sent).toEqual([{ version: 2, answers: [{ item_id: 9, choices: [0] }] }]);
});

it.each([
  ["1.5", 1.5],
  ["3,14", 3.14],
  ["10.10", 10.1],
  ["0.05", 0.05],
  ["-0.5", -0.5],
])("takes %s as it is typed", async (typed, number) => {
  const sent: unknown[] = [];
  server.use(
    http.get(at("/api/me"), () => HttpResponse.json(ME)),
    http.get(at("/api/quizzes/3"), () =>
      HttpResponse.json({ ...QUIZ, max_attempts: null, items: [{ ...QUIZ.items[0], kind: "numeric", prompt: "How much?", choices: [] }] }),
    ),
    http.post(at("/api/quizzes/3/attempts"), async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(ATTEMPT, { status: 201 });
    }),
  );
  renderPart(<Quiz quizId={3} isLearner onPassed={() => undefined} />);
  await userEvent.type(await screen.findByRole("textbox", { name: "How much?" }), typed);
  expect(screen.getByRole("textbox", { name: "How much?" })).toHaveValue(typed.replace(",", "."));
  await userEvent.click(screen.getByRole("button", { name: "Hand in" }));
  await userEvent.click(await screen.findByRole("button", { name: "Try again" }));
  expect(sent).toEqual([{ version: 1, answers: [{ item_id: 9, choices: [], number }] }]);
  expect(screen.getByRole("textbox", { name: "How much?" })).toHaveValue("");
});
