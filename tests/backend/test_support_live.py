"""The support loop on the real server: a word or a sustained face brings a message, and what follows it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from realtime_world import MODEL, Client, Lecture, Person, World, wait_until

from backend.privacy.policy import Scope

QUICK = (
    "support.cool_down_s=0",
    "support.grace_s=1",
    "support.sustain_s=1",
    "support.signals.spell_s=5",
    "support.signals.face_spells=1",
    "support.signals.face_min_readings=2",
    "support.wellbeing.words=3",
    "support.alerts.effect_s=2",
    "support.alerts.help_waits_s=1",
    "support.hourly_cap=6",
)
PATIENCE_S = 30.0


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("support"), QUICK)
    world.declare()
    yield world
    world.stop()


class Browser:
    """A student's browser that can also look like something."""

    def __init__(self, world: World, lecture: Lecture, person: Person, opt_in: bool = True) -> None:
        self.cookie = world.log_in(person)
        self.client = Client(world.url, self.cookie, world.url)
        self.joined = self.client.join(lecture, opt_in)
        self._number = 0

    def look(self, label: str | None, seconds: float) -> None:
        """Look like this for a while, or so that the model cannot tell."""
        end_s = time.monotonic() + seconds
        labels = self.joined["labels"]
        rest = 0.1 / (len(labels) - 1)
        while time.monotonic() < end_s:
            self._number += 1
            reading: dict[str, Any] = {"number": self._number, "model": MODEL}
            if label is None:
                reading["abstained"] = "not_sure"
            else:
                reading["probabilities"] = [0.9 if each == label else rest for each in labels]
            self.client.call("reading", reading)
            time.sleep(0.45)

    def say(self, value: str) -> None:
        """Check in."""
        assert self.client.call("check_in", {"value": value})["ok"]

    def messages(self) -> list[Any]:
        """What came so far."""
        return [data for name, data, _ in self.client.heard if name == "message"]


def test_a_word_brings_a_fitting_message_with_the_camera_off(world: World, lecture: Lecture) -> None:
    browser = Browser(world, lecture, world.add_student(lecture, scopes=()))
    assert not browser.joined["sharing"]["analysis"]
    browser.say("stuck")
    message = browser.client.wait_for("message", patience_s=PATIENCE_S)
    assert message["cause"] in ("item", "ask") and message["tone"] == "warm" and message["text"]


def test_a_message_comes_in_the_students_language(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture, scopes=())
    browser = Browser(world, lecture, person)
    world.write("update users set locale='es' where id=?", person.user_id)
    browser.say("tired")
    text = browser.client.wait_for("message", patience_s=PATIENCE_S)["text"]
    assert world.query("select locale from support_messages where text=?", text) == [("es",)]


def test_an_open_panel_follows_the_tutors_language(world: World, lecture: Lecture) -> None:
    cookie = world.log_in(lecture.tutor)
    tutor = Client(world.url, cookie, world.url)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    for browser in [Browser(world, lecture, world.add_student(lecture, scopes=())) for _ in range(3)]:
        browser.say("lost")
    text = tutor.wait_for("panel", lambda panel: bool(panel["alerts"]), PATIENCE_S)["alerts"][0]["text"]
    assert world.request("PATCH", "/api/me", {"version": 1, "locale": "es"}, cookie).status == 200
    tutor.wait_for("panel", lambda panel: panel["alerts"] and panel["alerts"][0]["text"] != text, PATIENCE_S)


def test_a_sustained_face_brings_one_and_an_abstaining_model_none(world: World, lecture: Lecture) -> None:
    puzzled = Browser(world, lecture, world.add_student(lecture))
    unsure = Browser(world, lecture, world.add_student(lecture))
    for _ in range(6):
        puzzled.look("surprise", 2)
        unsure.look(None, 2)
    assert puzzled.client.wait_for("message", patience_s=PATIENCE_S)["cause"] in ("item", "explanation")
    assert unsure.messages() == []


def test_a_retracted_state_brings_none_however_long_it_lasts(world: World, lecture: Lecture) -> None:
    browser = Browser(world, lecture, world.add_student(lecture))
    browser.look("surprise", 1)
    assert browser.client.call("correct", {"label": None})["ok"]
    for _ in range(6):
        browser.look("surprise", 2)
    assert browser.messages() == []


def test_muting_and_switching_off_hold_from_the_next_message_on(world: World, lecture: Lecture) -> None:
    browser = Browser(world, lecture, world.add_student(lecture, scopes=()))
    off = {"messages": "off", "tone": "brief"}
    assert world.request("PUT", "/api/support/preferences", off, browser.cookie).status == 200
    browser.say("stuck")
    time.sleep(3)
    assert browser.messages() == []
    assert (
        world.request("PUT", "/api/support/preferences", {**off, "messages": "on"}, browser.cookie).status
        == 200
    )
    browser.say("lost")
    assert browser.client.wait_for("message", patience_s=PATIENCE_S)["tone"] == "brief"


def test_strain_in_words_offers_a_way_to_a_person_and_tells_no_tutor(world: World, lecture: Lecture) -> None:
    browser = Browser(world, lecture, world.add_student(lecture, scopes=()))
    tutor = world.connect(lecture.tutor)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    for word in ("stuck", "lost", "tired"):
        browser.say(word)
    message = browser.client.wait_for("message", lambda sent: sent["cause"] == "strain", PATIENCE_S)
    assert set(message["actions"]) & {"human", "breathing", "break"}
    assert "strain" not in str(tutor.heard) and message["text"] not in str(tutor.heard)


def test_an_alert_is_given_once_snoozed_and_answered(world: World, lecture: Lecture) -> None:
    browsers = [Browser(world, lecture, world.add_student(lecture, scopes=())) for _ in range(3)]
    tutor = world.connect(lecture.tutor)
    assert tutor.call("watch", {"live_class_id": lecture.live_class_id})["panel"]["alerts"] == []
    for browser in browsers:
        browser.say("lost")
    panel = tutor.wait_for("panel", lambda panel: bool(panel["alerts"]), PATIENCE_S)
    alert = panel["alerts"][0]
    assert (alert["cause"], alert["count"], alert["move"]) == ("lost", 3, "recap") and alert["text"]
    assert tutor.call("snooze_alert", {"alert_id": alert["id"], "minutes": 10})["ok"]
    tutor.wait_for("panel", lambda panel: not panel["alerts"], PATIENCE_S)
    assert tutor.call("helped", {"alert_id": alert["id"]})["ok"]
    panel = tutor.wait_for(
        "panel", lambda p: bool(p["interventions"]) and p["interventions"][0]["could_be_chance"], PATIENCE_S
    )
    assert panel["interventions"][0]["before"] is None  # three people are not spoken of in shares


def test_the_class_is_compared_once_at_a_time_and_nothing_is_said_before(
    world: World, lecture: Lecture
) -> None:
    students = [world.connect(world.add_student(lecture, scopes=())) for _ in range(11)]
    for index, student in enumerate(students):
        student.join(lecture)
        student.call("check_in", {"value": "stuck" if index < 5 else "well"})
    tutor = world.connect(lecture.tutor)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    time.sleep(1.5)  # the loop has looked
    assert tutor.call("helped", {})["ok"]
    assert tutor.call("helped", {})["code"] == "helped_just_now"
    marks = tutor.wait_for("panel", lambda panel: bool(panel["interventions"]))["interventions"]
    assert (marks[0]["before"], marks[0]["could_be_chance"]) == (None, None)
    panel = tutor.wait_for(
        "panel", lambda p: bool(p["interventions"]) and p["interventions"][0]["could_be_chance"], PATIENCE_S
    )
    assert [(mark["before"], mark["after"]) for mark in panel["interventions"]] == [(0.5, 0.5)]
    assert tutor.call("helped", {})["ok"]


def test_what_fails_for_one_class_or_sitting_leaves_the_others_their_support(
    world: World, lecture: Lecture
) -> None:
    broken, other = lecture, world.give_lecture()
    lost = [Browser(world, broken, world.add_student(broken, scopes=())) for _ in range(3)]
    sound = [Browser(world, other, world.add_student(other, scopes=())) for _ in range(3)]
    tutor = world.connect(other.tutor)
    tutor.call("watch", {"live_class_id": other.live_class_id})
    world.write("delete from live_classes where id = ?", broken.live_class_id)
    for browser in lost:
        world.write("delete from live_sessions where id = ?", browser.joined["live_session_id"])
        browser.say("lost")
    for browser in sound:
        browser.say("lost")
    tutor.wait_for("panel", lambda panel: bool(panel["alerts"]), PATIENCE_S)
    for browser in sound:
        assert browser.client.wait_for("message", patience_s=PATIENCE_S)["text"]
    for browser in (*lost, *sound):
        browser.client.close()


def test_a_tutor_who_sits_in_their_class_is_in_none_of_its_alerts(world: World, lecture: Lecture) -> None:
    browsers = [Browser(world, lecture, world.add_student(lecture, scopes=())) for _ in range(3)]
    browsers.append(Browser(world, lecture, lecture.tutor))
    tutor = world.connect(lecture.tutor)
    tutor.call("watch", {"live_class_id": lecture.live_class_id})
    for browser in browsers[1:]:
        browser.say("lost")
    time.sleep(3)
    assert tutor.last("panel")["alerts"] == []
    browsers[0].say("lost")
    panel = tutor.wait_for("panel", lambda panel: bool(panel["alerts"]), PATIENCE_S)
    assert panel["alerts"][0]["count"] == 3


def test_a_report_says_how_many_were_written_to_and_what_they_thought(world: World, lecture: Lecture) -> None:
    browsers = [Browser(world, lecture, world.add_student(lecture, scopes=())) for _ in range(11)]
    for browser in browsers[:6]:
        browser.say("stuck")
    for browser in browsers[:6]:
        message = browser.client.wait_for("message", patience_s=PATIENCE_S)
        path = f"/api/support/messages/{message['id']}/rating"
        world.request("POST", path, {"value": "helped"}, browser.cookie)
    tutor = world.log_in(lecture.tutor)
    for path in (f"live-classes/{lecture.live_class_id}", f"courses/{lecture.course_id}"):
        report = json.load(world.request("GET", f"/api/{path}/report", None, tutor))
        received = {"people": 5, "helped": 5, "not_helped": None, "not_me": None, "words": 0}  # at least
        assert report["messages"] == received


def test_nobody_but_a_watching_tutor_answers_alerts(world: World, lecture: Lecture) -> None:
    student = Browser(world, lecture, world.add_student(lecture, scopes=()))
    tutor, other = world.connect(lecture.tutor), world.connect(world.give_lecture().tutor)
    world.write(
        "insert into class_alerts (live_class_id, cause, move, at) values (?, 'lost', 'recap', '2026-01-01')",
        lecture.live_class_id,
    )
    alert_id = world.query("select max(id) from class_alerts")[0][0]
    for client in (student.client, tutor, other):
        assert client.call("snooze_alert", {"alert_id": alert_id, "minutes": 5})["code"] == "not_watching"
    assert other.call("helped", {"alert_id": None})["code"] == "not_watching"


def test_withdrawing_purges_what_was_kept_of_agreement(world: World, lecture: Lecture) -> None:
    person = world.add_student(lecture)
    browser = Browser(world, lecture, person)
    for _ in range(6):
        browser.look("happy", 2)
    browser.say("well")
    count = "select count(*) from agreement_pairs where user_id=?"
    wait_until(lambda: world.query(count, person.user_id) == [(1,)], PATIENCE_S)
    decisions = [{"scope": Scope.KEEP_SUMMARIES.value, "granted": False}]
    world.request("PUT", "/api/consents", {"decisions": decisions}, browser.cookie)
    assert world.query(count, person.user_id) == [(0,)]
