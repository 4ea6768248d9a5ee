"""Learning together without a camera: announcements, questions, discussion, groups, the roster."""

from __future__ import annotations

import csv
import io
from typing import Any

from backend.hooks import AccessChange


def test_an_announcement_reaches_the_course(course: dict[str, Any]) -> None:
    at = f"/courses/{course['id']}/announcements"
    course["tutor"].post(at, {"title": "Room", "body": "**B12**"})
    item = course["student"].get(at).json["items"][0]
    assert (item["title"], item["author"]) == ("Room", course["tutor"].person["name"])
    assert "<strong>B12</strong>" in item["html"]


def test_a_question_is_answered_in_private(course: dict[str, Any], client_as: Any) -> None:
    student, tutor, at = course["student"], course["tutor"], f"/courses/{course['id']}/questions"
    asked = student.post(at, {"body": "Why?", "lesson_id": course["lesson"]}).json
    assert [q["id"] for q in tutor.get(f"{at}?open_only=true").json["items"]] == [asked["id"]]
    tutor.put(f"/questions/{asked['id']}/answer", {"answer": "Because.", "answered_at": None})
    assert student.get(at).json["items"][0]["answer"] == "Because."
    assert tutor.get(f"{at}?open_only=true").json["items"] == []


def test_of_two_who_answer_a_question_the_second_is_told(course: dict[str, Any], client_as: Any) -> None:
    student, tutor, at = course["student"], course["tutor"], f"/courses/{course['id']}/questions"
    answer_at = f"/questions/{student.post(at, {'body': 'Why?'}).json['id']}/answer"
    first = tutor.put(answer_at, {"answer": "Because.", "answered_at": None}).json
    late = tutor.put(answer_at, {"answer": "No idea.", "answered_at": None})
    assert (late.status_code, late.json["code"]) == (412, "changed_meanwhile")
    assert student.get(at).json["items"][0]["answer"] == "Because."
    again = tutor.put(answer_at, {"answer": "Therefore.", "answered_at": first["answered_at"]})
    assert (again.status_code, again.json["answer"]) == (200, "Therefore.")


def test_a_question_names_lessons_of_its_own_course_only(course: dict[str, Any], client_as: Any) -> None:
    other = client_as("tutor")
    elsewhere = other.post("/courses", {"title": "Other"}).json["id"]
    answer = other.post(f"/courses/{elsewhere}/questions", {"body": "b", "lesson_id": course["lesson"]})
    assert answer.status_code == 404


def test_a_thread_has_replies_edits_and_deleted_places(course: dict[str, Any]) -> None:
    student, tutor, at = course["student"], course["tutor"], f"/courses/{course['id']}/discussion"
    thread = student.post(at, {"title": "Mean?", "body": "What is it?"}).json
    reply = tutor.post(f"/posts/{thread['id']}/replies", {"body": "A balance point."}).json
    again = student.post(f"/posts/{reply['id']}/replies", {"body": "Thanks"}).json
    assert again["parent_id"] == thread["id"]
    assert student.patch(f"/posts/{reply['id']}", {"version": 1, "body": "x"}).status_code == 403
    assert student.patch(f"/posts/{thread['id']}", {"version": 1, "body": "y"}).json["edited_at"]
    assert tutor.delete(f"/posts/{thread['id']}").status_code == 200
    shown = student.get(at).json["items"][0]
    assert (shown["deleted"], shown["body"], shown["replies"]) == (True, "", 2)
    assert student.post(f"/posts/{thread['id']}/replies", {"body": "z"}).json["code"] == "deleted"


def test_discussion_is_searched(course: dict[str, Any]) -> None:
    at = f"/courses/{course['id']}/discussion"
    course["student"].post(at, {"title": "About spread", "body": "b"})
    course["student"].post(at, {"title": "Other", "body": "b"})
    assert len(course["tutor"].get(f"{at}?search=SPREAD").json["items"]) == 1


def test_a_groups_discussion_is_its_members_and_the_tutors(course: dict[str, Any], client_as: Any) -> None:
    student, tutor, at = course["student"], course["tutor"], f"/courses/{course['id']}"
    group = student.post(f"{at}/groups", {"name": "Owls", "capacity": 2}).json["id"]
    thread = student.post(f"{at}/discussion", {"title": "t", "body": "b", "group_id": group}).json["id"]
    stranger = client_as()
    stranger.post("/courses/join", {"code": course["code"]})
    assert stranger.get(f"{at}/discussion?group_id={group}").status_code == 404
    assert stranger.get(f"/posts/{thread}/replies").status_code == 404
    assert stranger.get(f"{at}/discussion").json["items"] == []
    assert len(tutor.get(f"{at}/discussion?group_id={group}").json["items"]) == 1
    stranger.post(f"/groups/{group}/join")
    assert len(stranger.get(f"{at}/discussion?group_id={group}").json["items"]) == 1
    assert tutor.post(f"/groups/{group}/join").json["code"] == "group_full"
    stranger.post(f"/groups/{group}/leave")
    assert stranger.get(f"{at}/discussion?group_id={group}").status_code == 404


def test_unenrolling_tells_the_live_side_and_shuts_the_course(
    course: dict[str, Any], told: list[Any]
) -> None:
    student, user_id = course["student"], course["student"].person["id"]
    assert course["tutor"].delete(f"/courses/{course['id']}/roster/{user_id}").status_code == 200
    assert AccessChange(user_id, "unenrolled", course_id=course["id"]) in told
    assert student.get(f"/lessons/{course['lesson']}").status_code == 404


def test_who_is_removed_from_the_course_leaves_a_place_in_its_groups_alone(
    course: dict[str, Any], client_as: Any
) -> None:
    student, tutor, at = course["student"], course["tutor"], f"/courses/{course['id']}"
    elsewhere = tutor.post("/courses", {"title": "Other"}).json
    gone, late = client_as(), client_as()
    for person in (gone, late):
        person.post("/courses/join", {"code": course["code"]})
    gone.post("/courses/join", {"code": elsewhere["join_code"]})
    gone.post(f"/courses/{elsewhere['id']}/groups", {"name": "Larks"})
    group = student.post(f"{at}/groups", {"name": "Owls", "capacity": 2}).json["id"]
    gone.post(f"/groups/{group}/join")
    assert tutor.delete(f"{at}/roster/{gone.person['id']}").status_code == 200
    assert student.get(f"{at}/groups").json["items"][0]["members"] == [student.person["name"]]
    assert late.post(f"/groups/{group}/join").status_code == 200
    assert gone.get(f"/courses/{elsewhere['id']}/groups").json["items"][0]["joined"] is True


def test_a_course_keeps_a_tutor(course: dict[str, Any]) -> None:
    tutor, at = course["tutor"], f"/courses/{course['id']}/roster/{course['tutor'].person['id']}"
    assert tutor.delete(at).json["code"] == "last_tutor"
    assert tutor.patch(at, {"role": "student"}).json["code"] == "last_tutor"


def test_only_a_tutors_account_can_teach(course: dict[str, Any], client_as: Any) -> None:
    at = f"/courses/{course['id']}/roster"
    assert (
        course["tutor"].patch(f"{at}/{course['student'].person['id']}", {"role": "tutor"}).status_code == 403
    )
    second = client_as("tutor")
    second.post("/courses/join", {"code": course["code"]})
    assert course["tutor"].patch(f"{at}/{second.person['id']}", {"role": "tutor"}).status_code == 200
    assert second.patch(f"/courses/{course['id']}", {"version": 1, "title": "Ours"}).status_code == 200


def test_a_csv_is_tried_dry_first_and_a_wrong_line_stops_all(course: dict[str, Any], add_person: Any) -> None:
    tutor, at = course["tutor"], f"/courses/{course['id']}/enrolments/import"
    new, already = add_person()["email"], course["student"].person["email"]
    text = f"\ufeffName;Email\nA;{new.upper()}\nB;{already}\nC;nobody@example.org\n"
    report = tutor.post(at, {"csv": text}).json
    assert (report["enrolled"], report["already"], report["unknown"]) == (
        [new],
        [already],
        ["nobody@example.org"],
    )
    broken = tutor.post(at, {"csv": text + "D;=cmd()\n", "dry_run": False}).json
    assert broken["errors"][0]["line"] == 5 and broken["dry_run"] is True
    assert len(tutor.get(f"/courses/{course['id']}/roster").json["items"]) == 2
    assert tutor.post(at, {"csv": text, "dry_run": False}).json["dry_run"] is False
    assert len(tutor.get(f"/courses/{course['id']}/roster").json["items"]) == 3


def test_the_exported_roster_runs_no_formula(course: dict[str, Any], client_as: Any) -> None:
    sly = client_as(name="=HYPERLINK(1)")
    sly.post("/courses/join", {"code": course["code"]})
    text = course["tutor"].get(f"/courses/{course['id']}/roster.csv").text
    names = [row["name"] for row in csv.DictReader(io.StringIO(text.lstrip("\ufeff")))]
    assert "'=HYPERLINK(1)" in names and not any(name.startswith("=") for name in names)
