"""Courses as people use them: making, joining, reading, taking quizzes, following along, resuming."""

from __future__ import annotations

import errno
import io
from pathlib import Path
from typing import Any

import pytest
from flask import Request
from sqlalchemy import event, insert, update

from backend import wsgi
from backend.courses.grading import Answer, Item, grade_item, grade_quiz
from backend.courses.markdown import render_markdown
from backend.db.base import db
from backend.db.course import Lesson, Module
from backend.db.trend import TrendCell
from backend.hooks import AccessChange, ClassPosition
from tests.backend.conftest import PASSWORD, QUIZ


def test_a_student_joins_by_code_however_it_is_written(client_as: Any, course: dict[str, Any]) -> None:
    spoken = course["code"].lower()
    spelled = f" {spoken[:4]}-{spoken[4:]} "
    joined = client_as().post("/courses/join", {"code": spelled})
    assert (joined.status_code, joined.json["role"], joined.json["join_code"]) == (200, "student", None)


def test_who_teaches_a_course_stays_its_tutor_by_joining(course: dict[str, Any]) -> None:
    joined = course["tutor"].post("/courses/join", {"code": course["code"]})
    assert (joined.status_code, joined.json["role"]) == (200, "tutor")


def test_a_closed_or_unknown_code_lets_nobody_in(client_as: Any, course: dict[str, Any]) -> None:
    course["tutor"].patch(f"/courses/{course['id']}", {"version": 1, "join_open": False})
    assert client_as().post("/courses/join", {"code": course["code"]}).status_code == 404
    assert client_as().post("/courses/join", {"code": "WRONGONE"}).status_code == 404


def test_students_cannot_make_courses(client_as: Any) -> None:
    assert client_as("student").post("/courses", {"title": "Mine"}).status_code == 403


def test_the_outline_shows_how_far_one_is(course: dict[str, Any]) -> None:
    student = course["student"]
    student.put(f"/lessons/{course['lesson']}/progress", {"completed": True})
    line = student.get(f"/courses/{course['id']}/modules").json["items"][0]["lessons"][0]
    assert (line["has_quiz"], line["started"], line["completed"]) == (True, True, True)
    assert student.get(f"/courses/{course['id']}").json["completed"] == 1


def test_a_chapter_added_while_the_contents_are_read_waits_for_the_next_look(
    app: Any, course: dict[str, Any]
) -> None:
    with app.app_context():
        engine = db.engine
    added: list[bool] = []

    def add(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "FROM modules" in statement and not added:
            added.append(True)
            connection.execute(
                insert(Module).values(id=900, course_id=course["id"], title="New", position=9, version=1)
            )
            connection.execute(update(Lesson).values(module_id=900))

    event.listen(engine, "after_cursor_execute", add)
    answer = course["tutor"].get(f"/courses/{course['id']}/modules")
    assert (answer.status_code, added) == (200, [True])


def test_resuming_leads_to_the_last_unfinished_lesson(course: dict[str, Any]) -> None:
    student = course["student"]
    student.put(f"/lessons/{course['lesson']}/progress", {"section": 1, "video_seconds": 12.5})
    point = student.get("/resume").json["items"][0]
    assert (point["lesson_id"], point["section"], point["video_seconds"]) == (course["lesson"], 1, 12.5)
    student.put(f"/lessons/{course['lesson']}/progress", {"completed": True})
    assert student.get("/resume").json["items"] == []


def test_a_completed_lesson_stays_completed(course: dict[str, Any]) -> None:
    student, at = course["student"], f"/lessons/{course['lesson']}/progress"
    student.put(at, {"completed": True})
    assert student.put(at, {"section": 0, "completed": False}).json["completed"] is True


def test_of_two_who_edit_a_lesson_the_second_is_told(course: dict[str, Any]) -> None:
    tutor, at = course["tutor"], f"/lessons/{course['lesson']}"
    assert tutor.patch(at, {"version": 1, "body": "first"}).json["version"] == 2
    late = tutor.patch(at, {"version": 1, "body": "second"})
    assert (late.status_code, late.json["code"]) == (412, "changed_meanwhile")
    assert tutor.get(at).json["body"] == "first"


def test_edits_at_the_same_moment_lose_nothing(app: Any, course: dict[str, Any]) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from tests.backend.conftest import Client

    clients = [Client(app) for _ in range(6)]
    for client in clients:
        client.log_in(course["tutor"].person["email"])
    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(
                lambda pair: pair[1].patch(
                    f"/lessons/{course['lesson']}", {"version": 1, "body": f"by {pair[0]}"}
                ),
                enumerate(clients),
            )
        )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200] + [412] * 5
    winner = next(answer.json["body"] for answer in answers if answer.status_code == 200)
    assert course["tutor"].get(f"/lessons/{course['lesson']}").json["body"] == winner


def test_the_order_must_name_everything_once(course: dict[str, Any]) -> None:
    tutor, at = course["tutor"], f"/courses/{course['id']}/order"
    second = tutor.post(f"/modules/{course['module']}/lessons", {"title": "Second"}).json["id"]
    order = [{"module_id": course["module"], "lesson_ids": [second, course["lesson"]]}]
    assert tutor.put(at, {"modules": order}).status_code == 200
    assert tutor.get(f"/lessons/{second}").json["next_id"] == course["lesson"]
    for wrong in ([], [second], [second, second], [second, course["lesson"], 999]):
        broken = [{"module_id": course["module"], "lesson_ids": wrong}]
        assert tutor.put(at, {"modules": broken}).status_code == 422


def test_another_order_is_no_other_text(course: dict[str, Any]) -> None:
    tutor, at = course["tutor"], f"/lessons/{course['lesson']}"
    second = tutor.post(f"/modules/{course['module']}/lessons", {"title": "Median"}).json["id"]
    before = tutor.get(at).json
    order = {"modules": [{"module_id": course["module"], "lesson_ids": [second, course["lesson"]]}]}
    assert tutor.put(f"/courses/{course['id']}/order", order).status_code == 200
    lessons = tutor.get(f"/courses/{course['id']}/modules").json["items"][0]["lessons"]
    assert [lesson["id"] for lesson in lessons] == [second, course["lesson"]]
    after = tutor.get(at).json
    assert after["updated_at"] == before["updated_at"]
    assert tutor.patch(at, {"version": before["version"], "body": "long work"}).status_code == 200
    third = tutor.post(f"/modules/{course['module']}/lessons", {"title": "Mode"}).json["id"]
    lessons = tutor.get(f"/courses/{course['id']}/modules").json["items"][0]["lessons"]
    assert lessons[-1]["id"] == third


def test_only_an_archived_course_can_be_deleted(course: dict[str, Any], told: list[Any]) -> None:
    tutor, at = course["tutor"], f"/courses/{course['id']}"
    assert tutor.delete(at).json["code"] == "not_archived"
    tutor.patch(at, {"version": 1, "archived": True})
    assert course["student"].get(at).status_code == 404
    assert tutor.delete(at).status_code == 200
    assert AccessChange(course["student"].person["id"], "unenrolled", course_id=course["id"]) in told


def test_a_deleted_course_leaves_no_upload_behind(
    app: Any, client_as: Any, course: dict[str, Any], frozen: Any, tmp_path: Any
) -> None:
    tutor, uploads = course["tutor"], tmp_path / "uploads"

    def upload() -> None:
        file = {"file": (io.BytesIO(b"hello"), "a.txt")}
        assert tutor.post(f"/lessons/{course['lesson']}/files", data=file).status_code == 201

    upload()
    kept = {path.name for path in uploads.iterdir()}
    (uploads / "left-by-a-crash.part").write_bytes(b"half")
    with app.app_context():
        wsgi.clear_out()
        assert len(list(uploads.iterdir())) == 2
        frozen.advance(hours=25)
        wsgi.clear_out()
    assert {path.name for path in uploads.iterdir()} == kept
    tutor.log_in(tutor.person["email"])
    tutor.patch(f"/courses/{course['id']}", {"version": 1, "archived": True})
    assert tutor.delete(f"/courses/{course['id']}").status_code == 200
    assert list(uploads.iterdir()) == []
    lines = client_as("admin").get("/admin/audit").json["items"]
    assert "course.deleted" in [line["action"] for line in lines]


def test_lists_are_paged_sorted_and_searched_without_loss(client_as: Any) -> None:
    tutor = client_as("tutor")
    titles = ["b", "a", "c", "A", "e 100%", "d_"]
    for title in titles:
        tutor.post("/courses", {"title": title})
    for sort in ("title", "-title", "created_at", "-created_at"):
        seen, cursor = [], ""
        while cursor is not None:
            page = tutor.get(f"/courses?limit=2&sort={sort}" + (f"&cursor={cursor}" if cursor else "")).json
            seen += [item["title"] for item in page["items"]]
            cursor = page["next_cursor"]
        assert sorted(seen) == sorted(titles), sort
    assert [c["title"] for c in tutor.get("/courses?search=100%25").json["items"]] == ["e 100%"]
    assert [c["title"] for c in tutor.get("/courses?search=_").json["items"]] == ["d_"]


def test_a_made_up_cursor_is_refused(client_as: Any) -> None:
    client = client_as()
    for cursor in ("x", "W10", "WzEsIDJd", "bnVsbA", "%00", "W251bGwsIG51bGxd"):
        assert client.get(f"/courses?cursor={cursor}").json["code"] == "bad_cursor", cursor


def test_a_quiz_hides_its_answers_until_it_is_handed_in(course: dict[str, Any]) -> None:
    student, at = course["student"], f"/quizzes/{course['quiz']}"
    text = student.get(at).text
    assert '"choice":1' not in text and "yes" not in text and '"tolerance"' not in text
    items = course["items"]
    answers = [{"item_id": items[0], "choices": [1]}, {"item_id": items[1], "number": 4.4}]
    result = student.post(f"{at}/attempts", {"version": 1, "answers": answers}).json
    assert (result["points"], result["points_possible"], result["passed"]) == (3, 3, True)
    assert result["results"][0]["feedback"] == "yes"


def test_answers_to_an_older_quiz_are_not_graded_and_cost_no_try(course: dict[str, Any]) -> None:
    student, tutor, at = course["student"], course["tutor"], f"/quizzes/{course['quiz']}"
    single = {**QUIZ["items"][0], "id": course["items"][0]}
    answers = {"version": 1, "answers": [{"item_id": course["items"][0], "choices": [1]}]}
    turned = {**single, "choices": single["choices"][::-1], "answer": {"choice": 0}}
    changed = {**QUIZ, "version": 1, "max_attempts": 1, "items": [turned]}
    assert tutor.put(f"/lessons/{course['lesson']}/quiz", changed).status_code == 200
    late = student.post(f"{at}/attempts", answers)
    assert (late.status_code, late.json["code"]) == (412, "changed_meanwhile")
    assert student.get(at).json["attempts_used"] == 0
    assert student.post(f"{at}/attempts", {**answers, "version": 2}).status_code == 201


def test_attempts_are_counted_even_when_two_clicks_race(course: dict[str, Any], app: Any) -> None:
    from concurrent.futures import ThreadPoolExecutor

    from tests.backend.conftest import Client

    tutor, student = course["tutor"], course["student"]
    tutor.put(f"/lessons/{course['lesson']}/quiz", {**QUIZ, "version": 1, "max_attempts": 2})
    handed_in = {"version": 2, "answers": []}
    clients = [Client(app) for _ in range(5)]
    for client in clients:
        client.log_in(student.person["email"])
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda c: c.post(f"/quizzes/{course['quiz']}/attempts", handed_in), clients))
    assert sorted(a.status_code for a in answers) == [201, 201, 409, 409, 409]


def test_changing_a_quiz_keeps_the_questions_that_keep_their_id(course: dict[str, Any]) -> None:
    tutor = course["tutor"]
    kept = {**QUIZ["items"][1], "id": course["items"][1], "prompt": "Better words"}
    changed = tutor.put(
        f"/lessons/{course['lesson']}/quiz", {"title": "C", "version": 1, "items": [kept]}
    ).json
    assert [item["id"] for item in changed["items"]] == [course["items"][1]]
    assert tutor.put(f"/lessons/{course['lesson']}/quiz", {**QUIZ, "version": 1}).status_code == 412


def test_a_wrong_key_is_made_good_for_answers_already_handed_in(course: dict[str, Any]) -> None:
    tutor, student, at = course["tutor"], course["student"], f"/lessons/{course['lesson']}/quiz"
    tries = f"/quizzes/{course['quiz']}/attempts"
    first, second = ({**item, "id": id_} for item, id_ in zip(QUIZ["items"], course["items"], strict=True))
    said = [{"item_id": first["id"], "choices": [0]}, {"item_id": second["id"], "number": 7}]
    handed_in = student.post(tries, {"version": 1, "answers": said}).json
    assert (handed_in["points"], handed_in["passed"]) == (0, False)
    second["answer"] = {"value": 7}
    tutor.put(at, {**QUIZ, "version": 1, "max_attempts": 1, "items": [first, second]})
    mended = student.get(tries).json["items"][0]
    assert (mended["points"], mended["points_possible"], mended["passed"]) == (2, 3, True)
    assert [result["correct"] for result in mended["results"]] == [False, True]
    # Other choices make another question: the number that was ticked may mean something else there.
    swapped = {**first, "choices": first["choices"][::-1], "answer": {"choice": 0}}
    saved = tutor.put(at, {**QUIZ, "version": 2, "max_attempts": 1, "items": [swapped, second]}).json
    assert saved["items"][0]["id"] != first["id"] and saved["items"][1]["id"] == second["id"]
    assert student.get(tries).json["items"][0] == mended
    # Whoever has passed stays so.
    second["answer"] = {"value": 8}
    tutor.put(at, {**QUIZ, "version": 3, "max_attempts": 1, "items": [second]})
    last = student.get(tries).json["items"][0]
    assert (last["points"], last["passed"]) == (0, True)


TRUE_FALSE = {"kind": "single", "choices": [{"text": "True"}, {"text": "False"}]}


@pytest.mark.parametrize(
    ("asked", "said", "asked_now"),
    [
        (
            {"kind": "numeric", "prompt": "7 x 8?", "answer": {"value": 56}},
            {"number": 56},
            {"prompt": "6 x 9?", "answer": {"value": 54}},
        ),
        (
            {"kind": "text", "prompt": "Capital of Peru?", "answer": {"accepted": ["Lima"]}},
            {"text": "lima"},
            {"prompt": "Capital of Chile?", "answer": {"accepted": ["Santiago"]}},
        ),
        (
            {**TRUE_FALSE, "prompt": "The mean is a number.", "answer": {"choice": 0}},
            {"choices": [0]},
            {"prompt": "The mean is always whole.", "answer": {"choice": 1}},
        ),
    ],
)
def test_another_question_with_another_answer_leaves_attempts_alone(
    course: dict[str, Any], asked: dict[str, Any], said: dict[str, Any], asked_now: dict[str, Any]
) -> None:
    tutor, student, at = course["tutor"], course["student"], f"/lessons/{course['lesson']}/quiz"
    quiz = tutor.put(at, {"title": "Check", "version": 1, "items": [asked]}).json
    item, tries = quiz["items"][0]["id"], f"/quizzes/{course['quiz']}/attempts"
    handed_in = student.post(tries, {"version": 2, "answers": [{"item_id": item, **said}]}).json
    assert handed_in["points"] == 1
    changed = {**asked, **asked_now, "id": item}
    saved = tutor.put(at, {"title": "Check", "version": 2, "items": [changed]}).json
    assert saved["items"][0]["id"] != item
    assert student.get(tries).json["items"] == [handed_in]


def test_a_quiz_nobody_could_answer_is_refused(course: dict[str, Any]) -> None:
    for item in (
        {"kind": "single", "prompt": "?", "choices": [{"text": "a"}], "answer": {"choice": 0}},
        {"kind": "single", "prompt": "?", "choices": [{"text": "a"}, {"text": "b"}], "answer": {"choice": 2}},
        {"kind": "numeric", "prompt": "?", "answer": {}},
        {"kind": "text", "prompt": "?", "answer": {}},
    ):
        answer = course["tutor"].put(
            f"/lessons/{course['lesson']}/quiz", {"title": "t", "version": 1, "items": [item]}
        )
        assert answer.status_code == 422


CHOICES = [{"text": t} for t in "abcd"]


@pytest.mark.parametrize(
    ("kind", "solution", "answer", "share"),
    [
        ("single", {"choice": 2}, Answer(choices=(2,)), 1.0),
        ("single", {"choice": 2}, Answer(choices=(1,)), 0.0),
        ("single", {"choice": 2}, Answer(choices=(1, 2)), 0.0),
        ("single", {"choice": 0}, Answer(), 0.0),
        ("multiple", {"choices": [0, 1]}, Answer(choices=(0, 1)), 1.0),
        ("multiple", {"choices": [0, 1]}, Answer(choices=(0,)), 0.5),
        ("multiple", {"choices": [0, 1]}, Answer(choices=(0, 2)), 0.0),
        ("multiple", {"choices": [0, 1]}, Answer(choices=(0, 1, 2, 3)), 0.0),
        ("multiple", {"choices": []}, Answer(), 1.0),
        ("numeric", {"value": 0.3, "tolerance": 0}, Answer(number=0.1 + 0.2), 1.0),
        ("numeric", {"value": 5, "tolerance": 0.5}, Answer(number=5.5), 1.0),
        ("numeric", {"value": 5, "tolerance": 0.5}, Answer(number=5.6), 0.0),
        ("numeric", {"value": 5, "tolerance": 0.5}, Answer(number=float("nan")), 0.0),
        ("text", {"accepted": ["São Paulo"]}, Answer(text="  são   PAULO "), 1.0),
        ("text", {"accepted": ["None"]}, Answer(text=""), 0.0),
    ],
)
def test_grading(kind: str, solution: dict[str, Any], answer: Answer, share: float) -> None:
    assert grade_item(Item(1, kind, CHOICES, solution, "", 4), answer).points == share * 4


def test_an_unanswered_quiz_has_no_points_and_is_not_passed() -> None:
    result = grade_quiz([Item(1, "text", [], {"accepted": ["x"]}, "", 2)], {}, 50)
    assert (result.points, result.points_possible, result.passed) == (0, 2, False)


@pytest.mark.parametrize(
    ("source", "allowed", "forbidden"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;", "<script"),
        ("[x](javascript:alert(1))", "", "<a href"),
        ("[x](data:text/html,<script>)", "", "<a href"),
        ("![x](https://evil.example/p.png)", '<img alt="x">', "evil"),
        ("![x](//evil.example/p.png)", '<img alt="x">', "evil"),
        ("![x](/api/files/1)", 'src="/api/files/1"', ""),
        ("[x](https://example.org)", 'target="_blank" rel="noopener noreferrer"', ""),
        ("[x](/lesson/2)", 'href="/lesson/2"', "_blank"),
        ('a <img src=x onerror="alert(1)"> b', "&lt;img", "<img"),
        ("```html\n<b onclick=x>\n```", "&lt;b", "<b "),
    ],
)
def test_markdown_cannot_run_anything_or_call_another_server(
    source: str, allowed: str, forbidden: str
) -> None:
    html = render_markdown(source).html
    assert allowed in html
    assert not forbidden or forbidden not in html


def test_a_short_text_does_not_become_a_huge_page() -> None:
    """Cells that a table's rows leave out are filled in; without a limit 1.6 kB become 64,000 cells."""
    table = "a|" * 300 + "\n" + "-|" * 300 + "\n" + "x\n" * 215 + "\n"
    assert len(render_markdown(table).html) < 50 * len(table)
    assert render_markdown("a|b|c\n-|-|-\nx\ny|z").html.count("<td>") == 6


def test_only_those_who_teach_preview_a_lesson(course: dict[str, Any]) -> None:
    assert course["tutor"].post("/lessons/preview", {"body": "**x**"}).status_code == 200
    assert course["student"].post("/lessons/preview", {"body": "**x**"}).status_code == 403


def test_sections_begin_at_second_level_headings() -> None:
    rendered = render_markdown("intro\n\n## One\n\ntext\n\n### Deeper\n\n> ## quoted\n\n## Two")
    assert [section.title for section in rendered.sections] == ["", "One", "Two"]
    assert rendered.html.count("<section data-section=") == 3


def test_a_video_answers_range_requests(course: dict[str, Any]) -> None:
    tutor, student = course["tutor"], course["student"]
    bytes_ = b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 40
    made = tutor.post(f"/lessons/{course['lesson']}/files", data={"file": (io.BytesIO(bytes_), "talk.webm")})
    url = made.json["url"].removeprefix("/api")
    part = student.get(url, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (206, bytes_[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(bytes_)}"
    assert student.get(url, headers={"Range": "bytes=99999999-"}).status_code == 416
    assert student.get(f"/lessons/{course['lesson']}").json["video"]["id"] == made.json["id"]


def test_what_replaces_a_file_has_an_address_of_its_own(course: dict[str, Any]) -> None:
    at = f"/lessons/{course['lesson']}/files"
    uploads = [{"file": (io.BytesIO(b"\x1a\x45\xdf\xa3" + part), "talk.webm")} for part in (b"1", b"2")]
    first, second = (course["tutor"].post(at, data=upload).json["url"] for upload in uploads)
    assert first != second  # browsers keep the one they have


def test_a_lesson_names_its_pictures_until_they_are_removed(course: dict[str, Any]) -> None:
    tutor, at = course["tutor"], f"/lessons/{course['lesson']}"
    upload = {"file": (io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"0" * 100), "mean.png")}
    made = tutor.post(f"{at}/files", data=upload).json
    assert course["student"].get(at).json["pictures"] == [made]
    tutor.patch(at, {"version": 1, "body": f"![a mean]({made['url']})"})
    assert f'src="{made["url"]}"' in course["student"].get(at).json["html"]
    assert tutor.delete(f"/files/{made['id']}").status_code == 200
    assert tutor.get(at).json["pictures"] == []


def test_a_file_is_what_its_bytes_say(course: dict[str, Any]) -> None:
    for content, name in (
        (b"<svg onload=alert(1)>", "a.svg"), (b"  <!doctype html><script>", "a.txt"),
        (b"MZ\x00\x01", "a.png"), (b"\x7fELF", "video.mp4"), (b"", "a.txt"), (b"\x00\x00", "a.pdf"),
    ):  # fmt: skip
        upload = {"file": (io.BytesIO(content), name)}
        answer = course["tutor"].post(f"/lessons/{course['lesson']}/files", data=upload)
        assert answer.json.get("code") == "unknown_type", name


def test_a_strangers_upload_is_refused_before_it_is_read(
    course: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Request, "files", property(lambda _: pytest.fail("the upload was read")))
    for lesson_id, status in ((course["lesson"], 403), (999_999, 404)):
        upload = {"file": (io.BytesIO(b"hello"), "a.txt")}
        assert course["student"].post(f"/lessons/{lesson_id}/files", data=upload).status_code == status


def test_an_upload_over_the_limit_leaves_nothing_behind(
    overrides: list[str], database_url: str, request: Any, tmp_path: Any
) -> None:
    overrides.append("courses.max_attachment_bytes=70000")
    course = request.getfixturevalue("course")
    upload = {"file": (io.BytesIO(b"a" * 70001), "long.txt")}
    answer = course["tutor"].post(f"/lessons/{course['lesson']}/files", data=upload)
    assert answer.status_code == 413
    assert list((tmp_path / "uploads").iterdir()) == []


def test_a_request_larger_than_allowed_is_refused(course: dict[str, Any]) -> None:
    answer = course["tutor"].post("/lessons/preview", {"body": "a" * 1_100_000})
    assert (answer.status_code, answer.json["code"]) == (413, "request_entity_too_large")


def test_an_attachment_is_saved_never_shown(course: dict[str, Any]) -> None:
    upload = {"file": (io.BytesIO(b"hello"), "../../etc/passwd.txt")}
    made = course["tutor"].post(f"/lessons/{course['lesson']}/files", data=upload).json
    answer = course["student"].get(made["url"].removeprefix("/api"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"] and "/" not in made["name"]


def test_a_live_class_is_followed_by_those_who_come_late(course: dict[str, Any], told: list[Any]) -> None:
    tutor, student = course["tutor"], course["student"]
    call = "https://meet.example/room"
    opened = tutor.post("/live-classes", {"lesson_id": course["lesson"], "call_url": call}).json
    tutor.patch(f"/live-classes/{opened['id']}/position", {"section": 1, "video_seconds": 3.5})
    assert ClassPosition(opened["id"], course["lesson"], 1, 3.5, False) in told
    found = student.get(f"/live-classes?course_id={course['id']}&open_only=true").json["items"]
    assert [(c["section"], c["video_seconds"], c["call_url"]) for c in found] == [(1, 3.5, call)]


def test_a_course_has_one_live_class_at_a_time(course: dict[str, Any], told: list[Any]) -> None:
    tutor, body = course["tutor"], {"lesson_id": course["lesson"]}
    opened = tutor.post("/live-classes", body).json
    assert tutor.post("/live-classes", body).json["code"] == "already_open"
    tutor.post(f"/live-classes/{opened['id']}/end")
    tutor.post(f"/live-classes/{opened['id']}/end")
    assert told.count(opened["id"]) == 1
    assert tutor.patch(f"/live-classes/{opened['id']}/position", {}).json["code"] == "ended"
    assert tutor.post("/live-classes", body).status_code == 201


def test_a_class_that_nobody_ends_is_ended_before_it_is_published(
    app: Any, course: dict[str, Any], told: list[Any], frozen: Any
) -> None:
    opened = course["tutor"].post("/live-classes", {"lesson_id": course["lesson"]}).json
    with app.app_context():
        frozen.advance(hours=11)
        wsgi.keep_trends()
        assert opened["id"] not in told
        frozen.advance(hours=2)
        wsgi.keep_trends()
        course["tutor"].log_in(course["tutor"].person["email"])  # the login of this morning is over as well
        assert course["tutor"].get(f"/live-classes/{opened['id']}").json["ended_at"] is not None
        assert told.count(opened["id"]) == 1
        assert db.session.query(TrendCell).count() == 0  # what was in memory is being written
        frozen.advance(hours=1)
        wsgi.keep_trends()
        assert db.session.query(TrendCell).filter_by(live_class_id=opened["id"]).count() > 0
    assert told.count(opened["id"]) == 1


@pytest.mark.parametrize("how", ["disabled", "erased"])
def test_a_class_ends_with_the_account_of_its_last_tutor(
    client_as: Any, course: dict[str, Any], told: list[Any], how: str
) -> None:
    tutor, second, admin = course["tutor"], client_as("tutor"), client_as("admin")
    second.post("/courses/join", {"code": course["code"]})
    tutor.patch(f"/courses/{course['id']}/roster/{second.person['id']}", {"role": "tutor"})

    def stop(person: Any) -> None:
        if how == "erased":
            assert person.post("/privacy/erase", {"password": PASSWORD}).status_code == 200
        else:
            at = f"/admin/users/{person.person['id']}"
            assert admin.patch(at, {"version": 1, "disabled": True}).status_code == 200

    opened = tutor.post("/live-classes", {"lesson_id": course["lesson"]}).json
    stop(tutor)
    assert opened["id"] not in told  # the second tutor goes on
    stop(second)
    assert told.count(opened["id"]) == 1
    assert course["student"].get(f"/live-classes/{opened['id']}").json["ended_at"] is not None


def test_a_disabled_tutor_is_not_the_one_whom_a_course_keeps(client_as: Any, course: dict[str, Any]) -> None:
    tutor, second, admin = course["tutor"], client_as("tutor"), client_as("admin")
    second.post("/courses/join", {"code": course["code"]})
    tutor.patch(f"/courses/{course['id']}/roster/{second.person['id']}", {"role": "tutor"})
    admin.patch(f"/admin/users/{second.person['id']}", {"version": 1, "disabled": True})
    left = tutor.delete(f"/courses/{course['id']}/roster/{tutor.person['id']}")
    assert (left.status_code, left.json["code"]) == (403, "last_tutor")


def test_a_call_link_is_https(course: dict[str, Any]) -> None:
    for url in ("http://zoom.us/j/1", "javascript:alert(1)", "https://", "https://a b", "ftp://x"):
        answer = course["tutor"].post("/live-classes", {"lesson_id": course["lesson"], "call_url": url})
        assert answer.status_code == 422, url


def test_live_classes_are_paged_newest_first(course: dict[str, Any]) -> None:
    tutor = course["tutor"]
    ids = []
    for _ in range(3):
        opened = tutor.post("/live-classes", {"lesson_id": course["lesson"]}).json["id"]
        tutor.post(f"/live-classes/{opened}/end")
        ids.append(opened)
    at = f"/live-classes?course_id={course['id']}&limit=2"
    first = tutor.get(at).json
    second = tutor.get(f"{at}&cursor={first['next_cursor']}").json
    assert [c["id"] for c in first["items"] + second["items"]] == ids[::-1]


def test_a_lesson_is_not_deleted_under_an_open_class(course: dict[str, Any]) -> None:
    tutor, at = course["tutor"], f"/lessons/{course['lesson']}"
    opened = tutor.post("/live-classes", {"lesson_id": course["lesson"]}).json
    refused = tutor.delete(at)
    assert (refused.status_code, refused.json["code"]) == (409, "class_open")
    assert course["student"].get(at).status_code == 200
    tutor.post(f"/live-classes/{opened['id']}/end")
    assert tutor.delete(at).status_code == 200


def test_the_id_of_a_live_class_is_never_used_twice(course: dict[str, Any]) -> None:
    tutor = course["tutor"]
    second = tutor.post(f"/modules/{course['module']}/lessons", {"title": "Second"}).json["id"]
    first = tutor.post("/live-classes", {"lesson_id": course["lesson"]}).json
    tutor.post(f"/live-classes/{first['id']}/end")
    tutor.delete(f"/lessons/{course['lesson']}")
    assert tutor.post("/live-classes", {"lesson_id": second}).json["id"] > first["id"]


def test_a_group_says_who_made_it(course: dict[str, Any]) -> None:
    student, at = course["student"], f"/courses/{course['id']}/groups"
    made = student.post(at, {"name": "Owls"}).json
    assert made["mine"] is True
    assert [group["mine"] for group in course["tutor"].get(at).json["items"]] == [False]
    assert student.delete(f"/groups/{made['id']}").status_code == 200


def test_an_upload_arrives_on_the_disk_it_is_for(
    course: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    made = send_pdf(course, 2_000_000)
    assert made.status_code == 201 and made.json["bytes"] == 2_000_000
    assert len(list((tmp_path / "uploads").iterdir())) == 1


@pytest.mark.parametrize("size", [1000, 2_000_000])
def test_a_full_disk_is_said(
    course: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    refused = send_pdf(course, size)
    assert (refused.status_code, refused.json["code"]) == (507, "no_room")
    assert list((tmp_path / "uploads").iterdir()) == []


def send_pdf(course: dict[str, Any], size: int) -> Any:
    """Upload as a browser does; the test client would make its large forms in a temporary file itself."""
    start = b'--x\r\nContent-Disposition: form-data; name="file"; filename="notes.pdf"\r\n\r\n'
    form = start + b"%PDF-".ljust(size, b"\0") + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    return course["tutor"].post(f"/lessons/{course['lesson']}/files", data=form, content_type=kind)
