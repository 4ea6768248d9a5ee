"""Builds what the browser tests stand on over the real API: a course, lessons, a quiz, students, consents."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import APIRequestContext, Playwright

PASSWORD = "attune-demo"
STUDENT, TUTOR, ADMIN = "student@demo.attune", "tutor@demo.attune", "admin@demo.attune"
LESSON = """Numbers that describe many numbers are called averages.

## The mean
Add all values, then divide by how many there are.

| day | pages |
|---|---|
| Monday | 12 |
| Tuesday | 30 |

## The median
Sort the values and take the one in the middle.

## When they differ
One very large value pulls the mean, but hardly moves the median.
"""
QUIZ = {
    "version": None,
    "title": "Mean and median",
    "pass_percent": 60,
    "items": [
        {
            "kind": "single",
            "prompt": "Which one does a single huge value change most?",
            "choices": [{"text": "The mean"}, {"text": "The median"}],
            "answer": {"choice": 0},
            "feedback": "The huge value is added to the sum.",
        },
        {
            "kind": "numeric",
            "prompt": "What is the mean of 2, 4 and 9?",
            "answer": {"value": 5},
            "feedback": "15 divided by 3.",
        },
    ],
}
CAMERA_SCOPES = ("camera", "own_analysis", "share_aggregate", "share_tutors")


class World:
    """One course of the demo's tutor; the demo's student and classmates are in it."""

    def __init__(self, play: Playwright, address: str) -> None:
        self._play, self._address = play, address
        self._logins: dict[str, APIRequestContext] = {}
        course = self.call(
            TUTOR,
            "post",
            "/api/courses",
            {"title": "Statistics from zero", "summary": "Few words, many numbers."},
        )
        self.course_id, self.join_code = course["id"], course["join_code"]
        module = self.call(TUTOR, "post", f"/api/courses/{self.course_id}/modules", {"title": "Averages"})
        self.lesson_id = self.add_lesson(module["id"], "Mean or median", LESSON)
        self.second_lesson_id = self.add_lesson(module["id"], "Spread", "How far values lie apart.")
        self.quiz_id = self.call(TUTOR, "put", f"/api/lessons/{self.lesson_id}/quiz", QUIZ)["id"]
        self.join(STUDENT)
        for email in (TUTOR, ADMIN):
            self.read_briefing(email)

    def add_lesson(self, module_id: int, title: str, body: str) -> int:
        lesson = self.call(TUTOR, "post", f"/api/modules/{module_id}/lessons", {"title": title, "body": body})
        return int(lesson["id"])

    def join(self, email: str) -> None:
        self.call(email, "post", "/api/courses/join", {"code": self.join_code})

    def consent(self, email: str, granted: bool = True) -> None:
        decisions = [{"scope": scope, "granted": granted} for scope in CAMERA_SCOPES]
        self.call(email, "put", "/api/consents", {"decisions": decisions})

    def read_briefing(self, email: str) -> None:
        """Nobody sees a panel or a trend before having read what a reading cannot tell."""
        version = self.call(email, "get", "/api/briefing")["version"]
        self.call(email, "post", "/api/briefing/read", {"version": version})

    def open_class(self) -> int:
        """Open a class on the lesson; one that an earlier test left open is ended first."""
        query = f"course_id={self.course_id}&open_only=true"
        for left in self.call(TUTOR, "get", f"/api/live-classes?{query}")["items"]:
            self.end_class(left["id"])
        return int(self.call(TUTOR, "post", "/api/live-classes", {"lesson_id": self.lesson_id})["id"])

    def end_class(self, live_class_id: int) -> None:
        self.call(TUTOR, "post", f"/api/live-classes/{live_class_id}/end", {})

    def call(self, email: str, verb: str, path: str, body: Any = None) -> Any:
        login, method = self._login(email), verb.upper()
        # Sent just when the server ends an idle connection, it goes once more over a new one, as browsers do.
        answer = login.fetch(path, method=method, data=body, max_retries=1)
        if answer.status == 403 and "proof_needed" in answer.text():  # a long run outlives a fresh password
            login.post("/api/auth/prove", data={"password": PASSWORD}, max_retries=1)
            answer = login.fetch(path, method=method, data=body)
        assert answer.ok, f"{verb} {path}: {answer.status} {answer.text()[:300]}"
        return answer.json()

    def download(self, email: str, path: str) -> str:
        """A file as text."""
        answer = self._login(email).get(path, max_retries=1)
        assert answer.ok, f"{path}: {answer.status}"
        return answer.text()

    def close(self) -> None:
        for login in self._logins.values():
            login.dispose()

    def _login(self, email: str) -> APIRequestContext:
        if email not in self._logins:
            headers = {"X-Attune": "1"}
            login = self._play.request.new_context(base_url=self._address, extra_http_headers=headers)
            answer = login.post("/api/auth/login", data={"email": email, "password": PASSWORD})
            assert answer.ok, answer.text()
            self._logins[email] = login
        return self._logins[email]
