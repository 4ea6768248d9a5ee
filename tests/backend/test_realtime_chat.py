"""Class chat, raised hands and reactions: who writes, who hears what, what is taken down, what stays."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from realtime_world import PASSWORD, Client, Lecture, Person, World, wait_until

from backend.db.account import Role
from backend.db.base import Base
from backend.realtime.floor import PACE_S, REACTION_S, Floor

LINES_PER_MINUTE = 20  # realtime.chat_lines_per_minute as shipped


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A server with the camera off everywhere: nothing here needs it."""
    world = World(tmp_path_factory.mktemp("chat"))
    yield world
    world.stop()


@pytest.fixture
def tutor(world: World, lecture: Lecture) -> Iterator[Client]:
    client = world.connect(lecture.tutor)
    client.call("watch", {"live_class_id": lecture.live_class_id})
    yield client
    client.close()


def seat(world: World, lecture: Lecture, *names: str) -> list[Client]:
    return [sit_down(world, lecture, world.add_student(lecture, (), name)) for name in names]


def sit_down(world: World, lecture: Lecture, person: Person) -> Client:
    client = world.connect(person)
    assert client.join(lecture)["ok"]
    return client


def say(client: Client, lecture: Lecture, text: str = "Which page?", **changes: Any) -> dict[str, Any]:
    return client.call("chat", {"live_class_id": lecture.live_class_id, "text": text, **changes})


def open_chat(tutor: Client, lecture: Lecture, on: bool) -> None:
    assert tutor.call("open_chat", {"live_class_id": lecture.live_class_id, "on": on})["ok"]


def texts_heard(client: Client) -> list[str]:
    return [data["text"] for name, data, _ in client.heard if name == "chat"]


def count_lines(world: World, lecture: Lecture) -> int:
    sql = "select count(*) from chat_lines where live_class_id = ?"
    return int(world.query(sql, lecture.live_class_id)[0][0])


def close(*clients: Client) -> None:
    for client in clients:
        client.close()


def test_a_line_reaches_everybody_in_the_class_and_nobody_else(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    author, mate = seat(world, lecture, "Ann", "Ben")
    elsewhere = seat(world, world.give_lecture(), "Cleo")[0]
    alone = world.connect(world.add_student(lecture, ()))
    alone.call("join", {"lesson_id": lecture.lesson_id, "live_class_id": None, "opt_in": False})
    line = say(author, lecture, " Which page? ")["line"]
    for client in (author, mate, tutor):
        client.wait_for("chat", lambda heard: heard["id"] == line["id"])
    assert (line["text"], line["from_name"]) == ("Which page?", "Ann")
    assert elsewhere.last("chat") is None and alone.last("chat") is None
    close(author, mate, elsewhere, alone)


def test_a_line_says_whether_it_is_ones_own_and_a_tutors(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    author, mate = seat(world, lecture, "Ann", "Ben")
    assert marks(say(author, lecture)["line"]) == (True, False)
    assert marks(author.wait_for("chat")) == (True, False)
    assert marks(mate.wait_for("chat")) == marks(tutor.wait_for("chat")) == (False, False)
    assert marks(say(tutor, lecture, "Page 12.")["line"]) == (True, True)
    for client in (author, mate):
        assert marks(client.wait_for("chat", lambda line: line["text"] == "Page 12.")) == (False, True)
    close(author, mate)


def marks(line: dict[str, Any]) -> tuple[bool, bool]:
    return line["mine"], line["by_tutor"]


def test_who_comes_late_or_back_finds_the_lines(world: World, lecture: Lecture, tutor: Client) -> None:
    person = world.add_student(lecture, (), "Ann")
    author = sit_down(world, lecture, person)
    say(author, lecture, "Which page?")
    say(tutor, lecture, "Page 12.")
    close(author)
    back, late = world.connect(person), world.connect(world.add_student(lecture, ()))
    found = [client.join(lecture)["chat"] for client in (back, late)]
    found.append(tutor.call("watch", {"live_class_id": lecture.live_class_id})["chat"])
    for chat in found:
        assert chat["open"] is True
        assert [(line["from_name"], line["text"]) for line in chat["lines"]] == [
            ("Ann", "Which page?"),
            ("Tutor", "Page 12."),
        ]
        assert [line["by_tutor"] for line in chat["lines"]] == [False, True]
    assert [[line["mine"] for line in chat["lines"]] for chat in found] == [
        [True, False],
        [False, False],
        [False, True],
    ]
    close(back, late)


def test_outside_of_a_class_there_is_no_chat(world: World, lecture: Lecture) -> None:
    alone = world.connect(world.add_student(lecture, ()))
    where = {"lesson_id": lecture.lesson_id, "live_class_id": None, "opt_in": False}
    joined = alone.call("join", where)
    assert joined["chat"] is None and joined["hand"] is False
    for event, data in (("hand", {"on": True}), ("react", {"kind": "yes"})):
        assert alone.call(event, data)["code"] == "not_in_class"
    close(alone)


def test_a_tutor_closes_the_chat_to_students_and_opens_it_again(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    student, mate = seat(world, lecture, "Ann", "Ben")
    open_chat(tutor, lecture, False)
    for client in (student, mate, tutor):
        assert client.wait_for("chat_opened") == {"on": False}
    assert say(student, lecture)["code"] == "chat_closed" and count_lines(world, lecture) == 0
    assert say(tutor, lecture, "Please listen now.")["ok"]
    assert student.wait_for("chat")["text"] == "Please listen now."
    open_chat(tutor, lecture, True)
    assert student.wait_for("chat_opened", lambda told: told["on"])
    assert say(student, lecture)["ok"]
    close(student, mate)


def test_what_was_written_can_be_taken_down_in_a_closed_chat(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    student = seat(world, lecture, "Ann")[0]
    line = say(student, lecture)["line"]
    open_chat(tutor, lecture, False)
    assert student.call("take_down", {"line_id": line["id"]})["ok"] and count_lines(world, lecture) == 0
    close(student)


@pytest.mark.parametrize("who", ["author", "tutor"])
def test_a_line_is_taken_down_by_its_author_or_the_tutor(
    world: World, lecture: Lecture, tutor: Client, who: str
) -> None:
    author, mate = seat(world, lecture, "Ann", "Ben")
    line_id = say(author, lecture)["line"]["id"]
    assert mate.call("take_down", {"line_id": line_id})["code"] == "not_found"
    assert count_lines(world, lecture) == 1
    taker = {"author": author, "tutor": tutor}[who]
    assert taker.call("take_down", {"line_id": line_id})["ok"]
    for client in (author, mate, tutor):
        assert client.wait_for("chat_taken_down") == {"line_id": line_id}
    assert count_lines(world, lecture) == 0
    assert taker.call("take_down", {"line_id": line_id})["code"] == "not_found"
    assert world.connect(world.add_student(lecture, ())).join(lecture)["chat"]["lines"] == []
    close(author, mate)


def test_a_student_takes_no_line_of_the_tutor_down(world: World, lecture: Lecture, tutor: Client) -> None:
    student = seat(world, lecture, "Ann")[0]
    line_id = say(tutor, lecture)["line"]["id"]
    assert student.call("take_down", {"line_id": line_id})["code"] == "not_found"
    assert count_lines(world, lecture) == 1
    close(student)


def test_the_same_words_sent_again_because_no_answer_came_stand_there_once(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    student, mate = seat(world, lecture, "Ann", "Ben")
    first, again = say(student, lecture, "Which page?"), say(student, lecture, "Which page?")
    assert first["line"] == again["line"] and count_lines(world, lecture) == 1
    assert say(mate, lecture, "Which page?")["line"]["id"] != first["line"]["id"]
    tutor.wait_for("chat", lambda line: line["from_name"] == "Ben")
    assert texts_heard(tutor) == ["Which page?", "Which page?"]  # each of the two once
    close(student, mate)


def test_a_flood_is_refused_with_a_time_and_nothing_is_written(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    student, mate = seat(world, lecture, "Ann", "Ben")
    lines = [say(student, lecture, f"line {number}")["line"] for number in range(LINES_PER_MINUTE)]
    refused = say(student, lecture, "one more")
    assert refused["code"] == "too_many_events" and 0 < refused["retry_after_ms"] <= 60_001
    assert student.call("take_down", {"line_id": lines[0]["id"]})["ok"]
    assert say(student, lecture, "one more")["code"] == "too_many_events"
    assert count_lines(world, lecture) == LINES_PER_MINUTE - 1
    assert say(mate, lecture, "somebody else")["ok"]
    tutor.wait_for("chat", lambda line: line["text"] == "somebody else")
    assert "one more" not in texts_heard(tutor)
    close(student, mate)


def test_the_allowance_comes_back_a_minute_after_each_line() -> None:
    floor = Floor()
    assert [floor.take_turn(1, at_s, 2) for at_s in (100.0, 130.0)] == [0.0, 0.0]
    assert floor.take_turn(1, 140.0, 2) == PACE_S - 40.0
    assert floor.take_turn(2, 140.0, 2) == 0.0
    floor.leave(1)  # standing up and sitting down again gives nobody more
    assert floor.take_turn(1, 150.0, 2) > 0
    assert floor.take_turn(1, 100.0 + PACE_S, 2) == 0.0
    assert floor.take_turn(1, 101.0 + PACE_S, 2) > 0


@pytest.mark.parametrize("changes", [{"text": " \n "}, {"text": "x" * 501}, {"text": 7}, {"to_user_id": 1}])
def test_a_line_that_cannot_be_shown_is_refused(
    world: World, lecture: Lecture, tutor: Client, changes: dict[str, Any]
) -> None:
    assert say(tutor, lecture, **changes)["code"] == "invalid" and count_lines(world, lecture) == 0


def test_the_longest_line_is_shown_whole(lecture: Lecture, tutor: Client) -> None:
    assert say(tutor, lecture, "ñ" * 500)["line"]["text"] == "ñ" * 500


def test_a_class_that_is_over_takes_no_line(world: World, lecture: Lecture, tutor: Client) -> None:
    student = seat(world, lecture, "Ann")[0]
    cookie = world.log_in(lecture.tutor)
    world.request("POST", f"/api/live-classes/{lecture.live_class_id}/end", {}, cookie)
    student.wait_for("ended")
    assert say(tutor, lecture)["code"] == "class_ended"
    assert say(student, lecture)["code"] == "not_in_class"
    assert student.call("hand", {"on": True})["code"] == "not_joined"
    assert count_lines(world, lecture) == 0
    close(student)


def test_a_class_that_was_just_ended_takes_no_line_of_who_still_sits_there(
    world: World, lecture: Lecture
) -> None:
    student = seat(world, lecture, "Ann")[0]
    world.write("update live_classes set ended_at = started_at where id = ?", lecture.live_class_id)
    assert say(student, lecture)["code"] == "class_ended" and count_lines(world, lecture) == 0
    close(student)


@pytest.mark.parametrize("who", ["alone", "another class", "stranger", "other tutor", "admin"])
def test_only_who_sits_in_the_class_or_teaches_it_writes(world: World, lecture: Lecture, who: str) -> None:
    other = world.give_lecture()
    person = {
        "alone": lambda: world.add_student(lecture, ()),
        "another class": lambda: world.add_student(other, ()),
        "stranger": lambda: world.add_person(Role.STUDENT),
        "other tutor": lambda: other.tutor,
        "admin": lambda: world.add_person(Role.ADMIN),
    }[who]()
    client = world.connect(person)
    if who == "alone":
        client.call("join", {"lesson_id": lecture.lesson_id, "live_class_id": None, "opt_in": False})
    if who == "another class":
        client.join(other)
    there = say(client, lecture)["code"]
    nowhere = say(client, lecture, live_class_id=999_999)["code"]
    assert there == nowhere == "not_in_class"  # nobody learns which classes there are
    assert count_lines(world, lecture) == 0
    close(client)


def test_hands_stand_on_the_panel_with_names_the_earliest_first(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    first, second, mate = seat(world, lecture, "Zoe", "Ann", "Ben")
    for student in (first, second, first):
        assert student.call("hand", {"on": True})["ok"]
    hands = tutor.wait_for("panel", lambda panel: len(panel["hands"]) == 2)["hands"]
    assert [hand["name"] for hand in hands] == ["Zoe", "Ann"]
    assert hands[0]["since"] <= hands[1]["since"]
    assert first.call("hand", {"on": False})["ok"]
    tutor.wait_for("panel", lambda panel: [hand["name"] for hand in panel["hands"]] == ["Ann"])
    assert mate.last("hand") is None and mate.join(lecture)["hand"] is False
    close(first, second, mate)


def test_a_tutor_lowers_a_hand_and_every_browser_of_the_student_hears_it(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    person = world.add_student(lecture, (), "Ann")
    desk, telephone = sit_down(world, lecture, person), sit_down(world, lecture, person)
    desk.call("hand", {"on": True})
    for browser in (desk, telephone):
        assert browser.wait_for("hand") == {"on": True}
    assert telephone.join(lecture)["hand"] is True
    whose = {"live_class_id": lecture.live_class_id, "user_id": person.user_id}
    assert desk.call("lower_hand", whose)["code"] == "not_found"
    assert tutor.call("lower_hand", whose)["ok"]
    for browser in (desk, telephone):
        browser.wait_for("hand", lambda told: not told["on"])
    wait_until(lambda: tutor.last("panel")["hands"] == [])
    assert telephone.join(lecture)["hand"] is False
    close(desk, telephone)


def test_leaving_the_class_lowers_the_hand_and_takes_the_reaction_back(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    student = seat(world, lecture, "Ann")[0]
    student.call("hand", {"on": True})
    student.call("react", {"kind": "slower"})
    tutor.wait_for("panel", lambda panel: bool(panel["hands"] and panel["reactions"]))
    assert student.call("leave")["ok"]
    wait_until(lambda: (tutor.last("panel")["hands"], tutor.last("panel")["reactions"]) == ([], {}))
    assert student.join(lecture)["hand"] is False
    close(student)


def test_reactions_are_counted_each_person_once_and_nobody_is_named(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    students = seat(world, lecture, "Xanthippe", "Yolanda", "Zebedee")
    for student, kind in zip(students, ("yes", "slower", "yes"), strict=True):
        assert student.call("react", {"kind": kind}) == {"ok": True, "seconds": REACTION_S}
    tutor.wait_for("panel", lambda panel: panel["reactions"] == {"yes": 2, "slower": 1})
    students[0].call("react", {"kind": "thanks"})
    tutor.wait_for("panel", lambda panel: panel["reactions"] == {"yes": 1, "slower": 1, "thanks": 1})
    told = json.dumps([data for _, data, _ in tutor.heard])
    assert not any(name in told for name in ("Xanthippe", "Yolanda", "Zebedee"))
    assert all({name for name, _, _ in student.heard} <= {"rate"} for student in students)
    assert students[0].call("react", {"kind": "sad"})["code"] == "invalid"
    close(*students)


def test_a_reaction_fades_after_half_a_minute() -> None:
    floor = Floor()
    floor.react(1, "yes", 100.0)
    floor.react(2, "slower", 110.0)
    assert floor.count_reactions(99.9 + REACTION_S) == {"yes": 1, "slower": 1}
    assert floor.count_reactions(100.0 + REACTION_S) == {"slower": 1}
    assert floor.count_reactions(110.0 + REACTION_S) == {}


def test_no_line_can_be_joined_to_an_expression() -> None:
    leads = {key.column.table.name for key in Base.metadata.tables["chat_lines"].foreign_keys}
    assert leads == {"live_classes", "users"}
    into = [
        table.name
        for table in Base.metadata.tables.values()
        if any(key.column.table.name == "chat_lines" for key in table.foreign_keys)
    ]
    assert into == []


def test_lines_are_exported_and_erased_with_their_person(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    person = world.add_student(lecture, (), "Ann")
    student = sit_down(world, lecture, person)
    say(student, lecture, "Which page?")
    say(tutor, lecture, "Page 12.")
    cookie, proof = world.log_in(person), {"password": PASSWORD}
    archive = zipfile.ZipFile(io.BytesIO(world.request("POST", "/api/privacy/export", proof, cookie).read()))
    assert [row["text"] for row in json.loads(archive.read("chat_lines.json"))] == ["Which page?"]
    world.request("POST", "/api/privacy/erase", proof, cookie)
    assert world.query("select text from chat_lines where live_class_id = ?", lecture.live_class_id) == [
        ("Page 12.",)
    ]
    close(student)


def test_a_restart_keeps_the_lines_and_that_the_chat_is_closed(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    world = World(tmp_path_factory.mktemp("restart"))
    lecture = world.give_lecture()
    person = world.add_student(lecture, (), "Ann")
    tutor, student = world.connect(lecture.tutor), sit_down(world, lecture, person)
    say(student, lecture, "Still here?")
    student.call("hand", {"on": True})
    open_chat(tutor, lecture, False)
    world.stop()
    world.start()
    student = world.connect(person)
    joined = student.join(lecture)
    assert joined["chat"]["open"] is False and joined["hand"] is False  # hands are in memory alone
    assert [line["text"] for line in joined["chat"]["lines"]] == ["Still here?"]
    assert say(student, lecture)["code"] == "chat_closed"
    close(student)
    world.stop()
