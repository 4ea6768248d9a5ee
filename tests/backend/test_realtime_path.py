"""The whole way with the real server, detector and model: a frame in, an answer out, a spell, a panel."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from realtime_world import (
    ALL_SCOPES,
    MODEL,
    PASSWORD,
    Client,
    Lecture,
    World,
    encode_face,
    encode_portrait,
    wait_until,
)

from backend.db.account import Role
from backend.demo.simulate import Actor, play_class
from backend.privacy.policy import Scope
from backend.realtime.schema import ClassPosition, FrameAnswer, Joined, Panel, Watching
from tests.in_time import in_time

PORTRAIT = encode_portrait()
SECOND_S = 1.0


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("path"))
    world.declare()
    yield world
    world.stop()


@pytest.fixture
def tutor(world: World, lecture: Lecture) -> Iterator[Client]:
    client = world.connect(lecture.tutor)
    yield client
    client.close()


def test_a_frame_is_answered_with_what_the_model_saw(world: World, lecture: Lecture) -> None:
    student = world.connect(world.add_student(lecture))
    joined = Joined.model_validate(student.join(lecture))
    answer = FrameAnswer.model_validate(student.call("frame", PORTRAIT))
    assert answer.reading.label == "happy" and answer.reading.model == joined.model
    assert answer.reading.probabilities is not None and len(answer.reading.probabilities) == len(
        joined.labels
    )
    student.close()


def test_a_face_that_the_browser_cut_out_is_read_too(world: World, lecture: Lecture) -> None:
    student = world.connect(world.add_student(lecture))
    student.join(lecture)
    answer = FrameAnswer.model_validate(student.call("crop", encode_face()))
    assert answer.reading.label == "happy" and answer.reading.box is None
    assert student.call("crop", PORTRAIT)["code"] == "frame_unsupported"  # not square
    student.close()


@in_time
def test_where_the_tutor_is_reaches_everybody_in_the_class(world: World, lecture: Lecture) -> None:
    student = world.connect(world.add_student(lecture, scopes=()))
    student.join(lecture)
    cookie = world.log_in(lecture.tutor)
    place = {"section": 3, "video_seconds": 41.5, "playing": True}
    world.request("PATCH", f"/api/live-classes/{lecture.live_class_id}/position", place, cookie)
    told = ClassPosition.model_validate(student.wait_for("class_position", patience_s=SECOND_S))
    assert (told.section, told.video_seconds, told.playing) == (3, 41.5, True)
    student.close()


def test_a_spell_is_in_the_database_within_the_flush_interval(world: World, lecture: Lecture) -> None:
    student = world.connect(world.add_student(lecture))
    live_session_id = student.join(lecture)["live_session_id"]
    student.call("frame", PORTRAIT)
    wait_until(
        lambda: bool(world.query("select 1 from spells where live_session_id=?", live_session_id)), 2.5
    )
    student.close()


@in_time
def test_the_tutor_sees_the_opted_in_tile_within_a_second(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    student = world.connect(world.add_student(lecture, name="Ada"))
    student.join(lecture)
    Watching.model_validate(tutor.call("watch", {"live_class_id": lecture.live_class_id}))
    student.call("frame", PORTRAIT)
    panel = tutor.wait_for("panel", lambda panel: bool(panel["tiles"]), SECOND_S)
    (tile,) = Panel.model_validate(panel).tiles
    assert (tile.name, tile.label, tile.present) == ("Ada", "happy", True)
    student.close()


@in_time
def test_a_help_signal_reaches_the_tutor_within_a_second(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    person = world.add_student(lecture, scopes=(), name="Bo")
    student = world.connect(person)
    student.join(lecture, opt_in=False)
    assert student.call("help", {"on": True})["watched"] is False
    student.call("help", {"on": False})
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    assert student.call("help", {"on": True})["watched"] is True
    panel = tutor.wait_for("panel", lambda panel: bool(panel["help"]), SECOND_S)
    assert panel["help"][0]["user_id"] == person.user_id
    student.call("help", {"on": False})
    tutor.wait_for("panel", lambda panel: not panel["help"], SECOND_S)
    student.close()


def test_a_student_is_told_while_a_count_may_be_a_person(world: World, lecture: Lecture) -> None:
    students = [world.connect(world.add_student(lecture, scopes=())) for _ in range(5)]
    told = [student.join(lecture, opt_in=False)["small"] for student in students]
    assert told == [True] * 4 + [False]
    assert students[0].call("check_in", {"value": "lost"})["small"] is False
    students[1].call("leave", {})
    assert students[0].call("check_in", {"value": "well"})["small"] is True
    for student in students:
        student.close()


def test_a_late_tutor_gets_the_whole_state_first(world: World, lecture: Lecture, tutor: Client) -> None:
    student = world.connect(world.add_student(lecture))
    student.join(lecture)
    student.call("check_in", {"value": "lost"})
    student.call("help", {"on": True})
    panel = tutor.call("watch", {"live_class_id": lecture.live_class_id})["panel"]
    assert panel["check_ins"] == {"lost": 1} and len(panel["help"]) == 1
    assert panel["coverage"]["present"] == 1
    student.close()


@in_time
def test_a_correction_wins_on_the_tile_within_a_second(world: World, lecture: Lecture, tutor: Client) -> None:
    person = world.add_student(lecture)
    cookie = world.log_in(person)
    student = world.connect(person, cookie)
    live_session_id = student.join(lecture)["live_session_id"]
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    student.call("frame", PORTRAIT)
    tutor.wait_for("panel", lambda panel: bool(panel["tiles"]), 2.0)
    assert student.call("correct", {"label": "sad"})["ok"]
    student.call("frame", PORTRAIT)
    tile = tutor.wait_for("panel", lambda panel: panel["tiles"] and panel["tiles"][0]["corrected"], SECOND_S)[
        "tiles"
    ][0]
    assert tile["label"] == "sad"
    found = "select correction from spells where live_session_id=? and correction is not null"
    wait_until(lambda: world.query(found, live_session_id) == [("sad",)], 3.0)
    export = world.request("POST", "/api/privacy/export", {"password": PASSWORD}, cookie).read()
    spells = json.loads(zipfile.ZipFile(io.BytesIO(export)).read("spells.json"))
    assert "sad" in [row["correction"] for row in spells]
    student.close()


def test_below_the_group_size_the_panel_says_so_and_shows_check_ins(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    student = world.connect(world.add_student(lecture))
    student.join(lecture)
    student.call("check_in", {"value": "stuck"})
    student.call("frame", PORTRAIT)
    panel = tutor.call("watch", {"live_class_id": lecture.live_class_id})["panel"]
    assert panel["mood"] is None and panel["mood_reason"] in ("waiting", "too_few")
    assert panel["coverage"]["unsure"] is None and panel["check_ins"] == {"stuck": 1}
    student.close()


@in_time
def test_leaving_writes_one_summary_and_closes_the_live_session(world: World, lecture: Lecture) -> None:
    student = world.connect(world.add_student(lecture))
    live_session_id = student.join(lecture)["live_session_id"]
    student.call("frame", PORTRAIT)
    assert student.call("leave")["ok"]
    query = "select readings, seen from live_session_summaries where live_session_id=?"
    wait_until(lambda: world.query(query, live_session_id) == [(1, 1)], 3.0)
    ended = world.query("select end_reason from live_sessions where id=?", live_session_id)
    assert ended == [("left",)]
    student.close()


@in_time
def test_without_the_summary_consent_none_is_kept(world: World, lecture: Lecture) -> None:
    scopes = tuple(scope for scope in ALL_SCOPES if scope is not Scope.KEEP_SUMMARIES)
    student = world.connect(world.add_student(lecture, scopes))
    live_session_id = student.join(lecture)["live_session_id"]
    student.call("frame", PORTRAIT)
    student.call("leave")
    ended = "select ended_at from live_sessions where id=? and ended_at is not null"
    wait_until(lambda: bool(world.query(ended, live_session_id)), 3.0)
    assert world.query("select 1 from live_session_summaries where live_session_id=?", live_session_id) == []
    student.close()


@in_time
def test_group_sharing_alone_leaves_no_row_about_the_person(world: World, lecture: Lecture) -> None:
    scopes = (Scope.CAMERA, Scope.OWN_ANALYSIS, Scope.SHARE_AGGREGATE, Scope.KEEP_SUMMARIES)
    student = world.connect(world.add_student(lecture, scopes))
    joined = student.join(lecture)
    assert joined["mode"] == "aggregate" and student.call("frame", PORTRAIT)["ok"]
    student.call("leave")
    ended = "select ended_at from live_sessions where id=? and ended_at is not null"
    wait_until(lambda: bool(world.query(ended, joined["live_session_id"])), 3.0)
    for table in ("spells", "live_session_summaries"):
        assert world.query(f"select 1 from {table} where live_session_id=?", joined["live_session_id"]) == []
    student.close()


def test_a_lost_connection_is_taken_up_again_in_the_same_sitting(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    cookie = world.log_in(person)
    first = world.connect(person, cookie)
    before = first.join(lecture)["live_session_id"]
    first.close()
    second = world.connect(person, cookie)
    assert second.join(lecture)["live_session_id"] == before
    second.close()


@in_time
def test_a_student_alone_in_a_lesson_may_check_in(world: World, lecture: Lecture) -> None:
    student = world.connect(world.add_student(lecture, scopes=()))
    joined = student.call("join", {"lesson_id": lecture.lesson_id})
    assert joined["ok"] and joined["mode"] == "off"
    assert student.call("check_in", {"value": "tired"})["ok"]
    found = "select value, live_class_id from check_ins where live_session_id=?"
    wait_until(lambda: world.query(found, joined["live_session_id"]) == [("tired", None)], 3.0)
    student.close()


@in_time
def test_the_end_of_a_class_is_told_and_ends_every_sitting(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    student = world.connect(world.add_student(lecture))
    live_session_id = student.join(lecture)["live_session_id"]
    cookie = world.log_in(lecture.tutor)
    world.request("POST", f"/api/live-classes/{lecture.live_class_id}/end", {}, cookie)
    assert student.wait_for("ended")["live_class_id"] == lecture.live_class_id
    assert student.call("frame", PORTRAIT)["code"] == "not_joined"
    query = "select end_reason from live_sessions where id=?"
    wait_until(lambda: world.query(query, live_session_id) == [("class_ended",)], 3.0)
    student.close()


def test_whoever_joins_anew_at_the_very_end_of_a_class_sits_there(world: World, lecture: Lecture) -> None:
    students = [world.connect(world.add_student(lecture, scopes=())) for _ in range(8)]
    alone = {"lesson_id": lecture.lesson_id, "live_class_id": None, "opt_in": False}
    answers: list[dict[str, Any]] = []

    def join_alone(student: Client) -> None:
        answers.append(student.call("join", alone))

    for student in students:
        student.join(lecture)
        student.sio.on("ended", lambda _, student=student: join_alone(student), namespace="/live")
    path = f"/api/live-classes/{lecture.live_class_id}/end"
    world.request("POST", path, {}, world.log_in(lecture.tutor))
    wait_until(lambda: len(answers) == len(students))
    assert all(answer["ok"] for answer in answers)
    for student in students:
        assert student.call("check_in", {"value": "well"})["ok"]
        student.close()


@in_time
def test_on_device_readings_reach_the_tile_without_a_frame(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    student = world.connect(world.add_student(lecture))
    labels = student.join(lecture)["labels"]
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    shares = [0.9 if label == "sad" else 0.1 / (len(labels) - 1) for label in labels]
    assert student.call("reading", {"number": 1, "model": MODEL, "probabilities": shares})["ok"]
    panel = tutor.wait_for("panel", lambda panel: bool(panel["tiles"]), SECOND_S)
    assert panel["tiles"][0]["label"] == "sad"
    student.close()


@in_time
def test_the_tile_shows_the_label_that_the_student_sees(
    world: World, lecture: Lecture, tutor: Client
) -> None:
    student = world.connect(world.add_student(lecture))
    labels = student.join(lecture)["labels"]
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    shares = [{"sad": 0.4, "happy": 0.36}.get(label, 0.24 / (len(labels) - 2)) for label in labels]
    # The student's page waits for a clear lead before it changes its word.
    reading = {"number": 1, "model": MODEL, "probabilities": shares, "label": "happy"}
    assert student.call("reading", reading)["ok"]
    panel = tutor.wait_for("panel", lambda panel: bool(panel["tiles"]), SECOND_S)
    assert (panel["tiles"][0]["label"], panel["tiles"][0]["confidence"]) == ("happy", 0.36)
    student.close()


def test_class_mood_follows_its_window_once_enough_share(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    world = World(tmp_path_factory.mktemp("mood"), ["realtime.aggregate.window_s=5", "realtime.steer=false"])
    world.declare()
    lecture = world.give_lecture()
    scopes = (Scope.CAMERA, Scope.OWN_ANALYSIS, Scope.SHARE_AGGREGATE)
    students = [world.connect(world.add_student(lecture, scopes)) for _ in range(12)]
    joined = [student.join(lecture, opt_in=False) for student in students]
    tutor = world.connect(lecture.tutor)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    try:
        mood = _keep_reading_until_mood(students, joined[0]["labels"], tutor)
        assert mood["shares"] == {"happy": 0.5, "sad": 0.5} and mood["cohort"] == 10
        stored = world.query("select cohort from class_windows where live_class_id=?", lecture.live_class_id)
        assert stored and world.query("select 1 from spells") == []
    finally:
        world.stop()


def test_a_report_counts_those_who_share_with_the_group_alone(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Nothing is kept of any of them; what the panel said of the group is what the report knows."""
    quick = ("realtime.aggregate.window_s=5", "realtime.steer=false", "trends.settle_s=5")
    world = World(tmp_path_factory.mktemp("report"), [*quick, "trends.rollup_every_s=5"])
    world.declare()
    lecture = world.give_lecture()
    scopes = (Scope.CAMERA, Scope.OWN_ANALYSIS, Scope.SHARE_AGGREGATE)
    students = [world.connect(world.add_student(lecture, scopes)) for _ in range(12)]
    others = [world.connect(world.add_student(lecture, ())) for _ in range(5)]
    labels = [student.join(lecture, opt_in=False)["labels"] for student in (*others, *students)].pop()
    cookie = world.log_in(lecture.tutor)
    tutor = world.connect(lecture.tutor, cookie)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    path = f"/api/live-classes/{lecture.live_class_id}"

    def read_report() -> dict[str, Any]:
        return dict(json.load(world.request("GET", f"{path}/report", None, cookie)))

    try:
        assert _keep_reading_until_mood(students, labels, tutor)["cohort"] == 10
        world.request("POST", f"{path}/end", {}, cookie)
        wait_until(lambda: read_report()["final"], 30.0)
        report = read_report()
        assert (report["present"], report["cohort"], report["sharing"]) == (17, 10, 0.6)
        assert world.query("select 1 from live_session_summaries") == []
    finally:
        world.stop()


def test_a_tutor_is_no_member_of_the_group_they_look_at(tmp_path_factory: pytest.TempPathFactory) -> None:
    """They could take themselves out of it: nine students and the tutor are nine, until a tenth comes."""
    world = World(tmp_path_factory.mktemp("tutor"), ["realtime.aggregate.window_s=5", "realtime.steer=false"])
    world.declare()
    lecture = world.give_lecture()
    students = [world.connect(world.add_student(lecture)) for _ in range(9)]
    labels = [student.join(lecture, opt_in=False)["labels"] for student in students].pop()
    cookie = world.log_in(lecture.tutor)
    yes = [{"scope": scope.value, "granted": True} for scope in ALL_SCOPES]
    world.request("PUT", "/api/consents", {"decisions": yes}, cookie)
    own, tutor = world.connect(lecture.tutor, cookie), world.connect(lecture.tutor, cookie)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    try:
        sharing = own.join(lecture)["sharing"]
        assert sharing == {"analysis": True, "group": False, "tile": False, "summary": False}
        with pytest.raises(AssertionError, match="no mood was published"):
            _keep_reading_until_mood([own, *students], labels, tutor)
        assert tutor.last("panel")["mood_reason"] == "too_few"
        tenth = world.connect(world.add_student(lecture))
        tenth.join(lecture, opt_in=False)
        assert _keep_reading_until_mood([tenth, *students], labels, tutor, first=41)["cohort"] == 10
    finally:
        world.stop()


@in_time
def test_who_comes_to_teach_the_course_leaves_its_group(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    world.write("update users set role = 'tutor' where id = ?", person.user_id)
    client = world.connect(person)
    assert client.join(lecture)["sharing"]["group"]  # a tutor elsewhere, a student here
    path = f"/api/courses/{lecture.course_id}/roster/{person.user_id}"
    world.request("PATCH", path, {"role": "tutor"}, world.log_in(lecture.tutor))
    client.wait_for("policy", lambda told: not told["sharing"]["group"], 2 * SECOND_S)
    client.close()


def _keep_reading_until_mood(
    students: list[Client], labels: list[str], tutor: Client, first: int = 1
) -> dict:  # type: ignore[type-arg]
    for number in range(first, first + 39):
        for index, student in enumerate(students):
            wanted = "happy" if index % 2 else "sad"
            shares = [0.94 if label == wanted else 0.06 / (len(labels) - 1) for label in labels]
            student.call("reading", {"number": number, "model": MODEL, "probabilities": shares})
        moods = [panel["mood"] for name, panel, _ in list(tutor.heard) if name == "panel" and panel["mood"]]
        if moods:
            time.sleep(1.2)
            return dict(moods[-1])
        time.sleep(0.4)
    raise AssertionError("no mood was published")


def test_an_administrator_may_not_watch_a_class(world: World, lecture: Lecture) -> None:
    admin = world.connect(world.add_person(Role.ADMIN))
    assert admin.call("watch", {"live_class_id": lecture.live_class_id})["code"] == "not_found"
    admin.close()


def test_an_invented_class_uses_login_consent_and_sockets_like_a_real_one(world: World) -> None:
    lecture = world.give_lecture()
    students = [world.add_person(Role.STUDENT, course_id=lecture.course_id) for _ in range(3)]
    actors = [Actor(person.email, PASSWORD) for person in students]
    tutor = Actor(lecture.tutor.email, PASSWORD)
    with ThreadPoolExecutor(1) as aside:  # the command's own loop; here one of a browser may be running
        report = aside.submit(play_class, world.url, tutor, actors, 4.0).result()
    assert report.readings > 0 and report.most_tiles == 3 and report.lost == 0 and not report.refused
    receipts = "select count(distinct user_id) from consent_receipts where user_id in (?, ?, ?)"
    assert world.query(receipts, *(person.user_id for person in students)) == [(3,)]
