"""Pulse polls and the tutor's words: who may ask, who hears what, when counts are shown, what stays."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from realtime_world import Client, Lecture, World, wait_until

from backend.db.account import Role
from backend.db.base import Base
from tests.in_time import in_time, require_in_time

K = 5  # realtime.aggregate.k as shipped
QUESTION = {"question": "Shall we go on?", "choices": ["Yes", "One more example", "Break"]}
SOON_S = 1.0


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A server with the camera off everywhere: nothing here needs it."""
    world = World(tmp_path_factory.mktemp("words"))
    yield world
    world.stop()


@pytest.fixture
def tutor(world: World, lecture: Lecture) -> Iterator[Client]:
    client = world.connect(lecture.tutor)
    client.call("watch", {"live_class_id": lecture.live_class_id})
    yield client
    client.close()


def seat(world: World, lecture: Lecture, count: int) -> list[Client]:
    clients = [world.connect(world.add_student(lecture, ())) for _ in range(count)]
    for client in clients:
        assert client.join(lecture)["ok"]
    return clients


def ask(tutor: Client, lecture: Lecture, **changes: Any) -> dict[str, Any]:
    return tutor.call("poll", {"live_class_id": lecture.live_class_id, **QUESTION, **changes})


def counts_on(tutor: Client) -> Any:
    panel = tutor.last("panel")
    return panel["poll"]["counts"] if panel and panel["poll"] else None


@in_time
def test_a_poll_reaches_everybody_in_the_class_within_a_second(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    students = seat(world, lecture, 2)
    elsewhere = seat(world, world.give_lecture(), 1)[0]
    started_s = time.monotonic()
    poll_id = ask(tutor, lecture)["poll_id"]
    for student in students:
        poll = student.wait_for("poll", patience_s=SOON_S)
        assert poll == {"poll_id": poll_id, **QUESTION, "chosen": None}
    require_in_time(time.monotonic() - started_s, SOON_S)
    assert elsewhere.last("poll") is None
    for client in (*students, elsewhere):
        client.close()


@in_time
def test_counts_are_shown_from_k_answers_on_and_not_before(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    students = seat(world, lecture, K)
    poll_id = ask(tutor, lecture)["poll_id"]
    for student in students[:-1]:
        assert student.call("answer_poll", {"poll_id": poll_id, "choice": 1})["ok"]
    tutor.wait_for("panel", lambda panel: answered_on(panel) == K - 1)
    assert counts_on(tutor) is None and tutor.last("panel")["poll"]["shown_from"] == K
    students[-1].call("answer_poll", {"poll_id": poll_id, "choice": 0})
    panel = tutor.wait_for("panel", lambda panel: answered_on(panel) == K, SOON_S)
    assert panel["poll"]["counts"] == [1, K - 1, 0]
    assert all(poll["counts"] is None for poll in heard_polls(tutor) if poll["answered"] < K)
    for client in students:
        client.close()


def answered_on(panel: dict[str, Any]) -> int:
    return int(panel["poll"]["answered"]) if panel["poll"] else -1


def heard_polls(tutor: Client) -> list[dict[str, Any]]:
    return [data["poll"] for name, data, _ in tutor.heard if name == "panel" and data["poll"]]


def test_another_choice_replaces_the_first(world: World, lecture: Lecture, tutor: Client) -> None:
    students = seat(world, lecture, K)
    poll_id = ask(tutor, lecture)["poll_id"]
    for student in students:
        student.call("answer_poll", {"poll_id": poll_id, "choice": 0})
    students[0].call("answer_poll", {"poll_id": poll_id, "choice": 2})
    wait_until(lambda: counts_on(tutor) == [K - 1, 0, 1])
    assert world.query("select count(*) from poll_answers where poll_id = ?", poll_id) == [(K,)]
    for client in students:
        client.close()


@in_time
def test_a_closed_poll_takes_no_answer_and_everybody_is_told(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    student = seat(world, lecture, 1)[0]
    poll_id = ask(tutor, lecture)["poll_id"]
    assert tutor.call("close_poll", {"poll_id": poll_id})["ok"]
    assert student.wait_for("poll_closed", patience_s=SOON_S) == {"poll_id": poll_id}
    assert student.call("answer_poll", {"poll_id": poll_id, "choice": 0})["code"] == "poll_closed"
    assert world.query("select count(*) from poll_answers where poll_id = ?", poll_id) == [(0,)]
    student.close()


def test_a_new_poll_takes_the_place_of_the_last(world: World, lecture: Lecture, tutor: Client) -> None:
    student = seat(world, lecture, 1)[0]
    first = ask(tutor, lecture)["poll_id"]
    second = ask(tutor, lecture, question="And now?")["poll_id"]
    assert student.call("answer_poll", {"poll_id": first, "choice": 0})["code"] == "poll_closed"
    assert tutor.call("close_poll", {"poll_id": first})["ok"]
    assert student.call("answer_poll", {"poll_id": second, "choice": 0})["ok"]
    assert world.query("select closed_at is null from polls where id in (?, ?)", first, second) == [
        (0,),
        (1,),
    ]
    student.close()


@pytest.mark.parametrize(
    "changes",
    [
        {"choices": ["Only one"]},
        {"choices": ["a", "b", "c", "d", "e", "f"]},
        {"choices": ["Yes", " yes "]},
        {"choices": ["Yes", " "]},
        {"question": "  "},
        {"question": "x" * 301},
        {"user_id": 1},
    ],
)
def test_a_poll_that_cannot_be_answered_is_refused(
    lecture: Lecture, tutor: Client, changes: dict[str, Any]
) -> None:
    assert ask(tutor, lecture, **changes)["code"] == "invalid"


def test_a_choice_that_is_not_there_is_refused(world: World, lecture: Lecture, tutor: Client) -> None:
    student = seat(world, lecture, 1)[0]
    poll_id = ask(tutor, lecture)["poll_id"]
    assert student.call("answer_poll", {"poll_id": poll_id, "choice": 3})["code"] == "invalid"
    student.close()


@pytest.mark.parametrize("who", ["student", "other tutor", "admin"])
def test_only_the_courses_own_tutor_asks_closes_and_writes(
    world: World, lecture: Lecture, tutor: Client, who: str
) -> None:
    poll_id = ask(tutor, lecture)["poll_id"]
    person = {
        "student": lambda: world.add_student(lecture, ()),
        "other tutor": lambda: world.give_lecture().tutor,
        "admin": lambda: world.add_person(Role.ADMIN),
    }[who]()
    client = world.connect(person)
    assert ask(client, lecture)["code"] == "not_found"
    assert client.call("close_poll", {"poll_id": poll_id})["code"] == "not_found"
    words = {"live_class_id": lecture.live_class_id, "text": "Hello"}
    assert client.call("tell", words)["code"] == "not_found"
    client.close()


def test_a_tutors_own_answer_does_not_count(lecture: Lecture, tutor: Client) -> None:
    poll_id = ask(tutor, lecture)["poll_id"]
    tutor.join(lecture, opt_in=False)
    assert tutor.call("answer_poll", {"poll_id": poll_id, "choice": 0})["code"] == "forbidden"


def test_a_student_of_another_class_answers_nothing_here(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    poll_id = ask(tutor, lecture)["poll_id"]
    stranger = seat(world, world.give_lecture(), 1)[0]
    assert stranger.call("answer_poll", {"poll_id": poll_id, "choice": 0})["code"] == "poll_closed"
    stranger.close()


@in_time
def test_words_to_one_reach_that_one_alone(world: World, lecture: Lecture, tutor: Client) -> None:
    person = world.add_student(lecture, ())
    meant, other = world.connect(person), seat(world, lecture, 1)[0]
    meant.join(lecture)
    words = {"live_class_id": lecture.live_class_id, "user_id": person.user_id, "text": " Look at part 2. "}
    assert tutor.call("tell", words) == {"ok": True, "reached": 1}
    heard = meant.wait_for("tutor_words", patience_s=SOON_S)
    assert (heard["text"], heard["from_name"], heard["to_me"]) == ("Look at part 2.", "Tutor", True)
    tutor.call("tell", {"live_class_id": lecture.live_class_id, "text": "Back in five."})
    assert other.wait_for("tutor_words", patience_s=SOON_S)["text"] == "Back in five."
    assert [data["text"] for name, data, _ in other.heard if name == "tutor_words"] == ["Back in five."]
    meant.close()
    other.close()


def test_words_go_only_to_somebody_who_sits_in_the_class(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    person = world.add_student(lecture, ())
    words = {"live_class_id": lecture.live_class_id, "user_id": person.user_id, "text": "Hello"}
    assert tutor.call("tell", words)["code"] == "not_here"
    assert world.query("select 1 from tutor_words where to_user_id = ?", person.user_id) == []


def test_who_comes_late_finds_the_poll_and_the_words(world: World, lecture: Lecture, tutor: Client) -> None:
    poll_id = ask(tutor, lecture)["poll_id"]
    tutor.call("tell", {"live_class_id": lecture.live_class_id, "text": "Page 12."})
    late = world.connect(world.add_student(lecture, ()))
    joined = late.join(lecture)
    assert joined["poll"] == {"poll_id": poll_id, **QUESTION, "chosen": None}
    assert [words["text"] for words in joined["words"]] == ["Page 12."]
    late.call("answer_poll", {"poll_id": poll_id, "choice": 1})
    assert late.join(lecture)["poll"]["chosen"] == 1
    late.close()


def test_a_class_that_is_over_is_not_asked_any_more(world: World, lecture: Lecture, tutor: Client) -> None:
    cookie = world.log_in(lecture.tutor)
    world.request("POST", f"/api/live-classes/{lecture.live_class_id}/end", {}, cookie)
    assert ask(tutor, lecture)["code"] == "class_ended"
    assert tutor.call("tell", {"live_class_id": lecture.live_class_id, "text": "x"})["code"] == "class_ended"


def test_no_answer_can_be_joined_to_an_expression() -> None:
    tables = Base.metadata.tables
    leads = {key.column.table.name for key in tables["poll_answers"].foreign_keys}
    assert leads == {"polls", "users"}
    assert {key.column.table.name for key in tables["polls"].foreign_keys} == {"live_classes", "users"}


def test_an_answer_is_exported_and_erased_with_its_person(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    from backend.privacy.registry import list_personal_tables

    declared = {entry.table.name: entry.personal for entry in list_personal_tables()}
    assert declared["poll_answers"].export and declared["poll_answers"].erase == "delete"
    assert declared["tutor_words"].subject == "to_user_id"


def test_a_restart_keeps_the_poll_its_answers_and_the_words(tmp_path_factory: pytest.TempPathFactory) -> None:
    world = World(tmp_path_factory.mktemp("restart"))
    lecture = world.give_lecture()
    tutor, students = world.connect(lecture.tutor), seat(world, lecture, K)
    poll_id = ask(tutor, lecture)["poll_id"]
    for student in students:
        student.call("answer_poll", {"poll_id": poll_id, "choice": 2})
    tutor.call("tell", {"live_class_id": lecture.live_class_id, "text": "Still here."})
    world.stop()
    world.start()
    tutor = world.connect(lecture.tutor)
    panel = tutor.call("watch", {"live_class_id": lecture.live_class_id})["panel"]
    assert panel["poll"]["counts"] == [0, 0, K] and panel["poll"]["open"]
    late = world.connect(world.add_student(lecture, ()))
    assert [words["text"] for words in late.join(lecture)["words"]] == ["Still here."]
    late.close()
    tutor.close()
    world.stop()
