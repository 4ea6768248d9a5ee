"""The small parts of the live side, each alone: limits, steering, presence, rooms, windows, schema."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from backend.accounts.identity import Identity
from backend.clock import steady_s
from backend.db.account import Role
from backend.privacy.aggregate import publish_counts
from backend.privacy.policy import Mode
from backend.realtime.connection import Connection
from backend.realtime.hall import Hall
from backend.realtime.limits import RateLimit
from backend.realtime.options import AggregateRule, read_options
from backend.realtime.presence import NOTHING, Attendance, Permission, Place, Presence
from backend.realtime.room import Memory, Room
from backend.realtime.schema import CLIENT_EVENTS, SERVER_EVENTS, Join, Panel, describe_events
from backend.realtime.service import Live, ServedModel
from backend.realtime.steering import Steering
from backend.realtime.timekeeper import Timekeeper
from backend.realtime.window import ClassWindows
from backend.recording.recorder import Recorder
from settings import ROOT, load_settings

RULE = AggregateRule(k=5, window_s=10, round_to=0.1, horizon_s=120, trend_windows=60)
LABELS = ("happy", "sad")
PLACE = Place(1, 1, 7)


@dataclass(frozen=True)
class Said:
    """A reading."""

    probabilities: tuple[float, ...] | None
    confidence: float = 0.9
    abstained: str | None = None
    model: str = "tiny@1"


def test_a_user_may_burst_and_then_must_wait() -> None:
    now_s = [0.0]
    limit = RateLimit(10, 3, lambda: now_s[0])
    assert [limit.take(1) for _ in range(3)] == [0, 0, 0]
    assert 0 < limit.take(1) <= 101
    assert limit.take(2) == 0
    now_s[0] += 0.1
    assert limit.take(1) == 0


def test_a_clock_set_back_gives_nobody_tokens() -> None:
    now_s = [100.0]
    limit = RateLimit(10, 1, lambda: now_s[0])
    limit.take(1)
    now_s[0] = 50.0
    assert limit.take(1) > 0


def test_long_waits_slow_everybody_down_and_calm_speeds_up_again() -> None:
    steering = Steering(2.0, 2.0, 0.2, 250.0)
    assert steering.steer(200.0, 0) and steering.rate_hz < 2.0
    for _ in range(20):
        steering.steer(240.0, 3)
    assert steering.rate_hz == 0.2
    for _ in range(30):
        steering.steer(5.0, 0)
    assert steering.rate_hz == 2.0


def attendance(user_id: int = 1, place: Place = PLACE) -> Attendance:
    return Attendance(user_id, user_id, "Name", "token", place, True, 0.0)


def test_a_sitting_waits_for_its_socket_through_the_grace() -> None:
    presence, mine = Presence(20.0), attendance()
    presence.add(mine)
    presence.attach(mine, "a")
    presence.detach(mine, "a", 100.0)
    assert presence.expired(119.0) == [] and presence.find(1, PLACE) is mine
    assert presence.expired(121.0) == [mine]
    presence.attach(mine, "b")
    assert presence.expired(500.0) == []


def test_two_tabs_share_one_sitting() -> None:
    presence, mine = Presence(20.0), attendance()
    presence.add(mine)
    presence.attach(mine, "a")
    presence.attach(mine, "b")
    presence.detach(mine, "a", 1.0)
    assert mine.present and presence.add(attendance()) is mine


def test_help_raised_twice_stands_once() -> None:
    room = Room(7, 1, Mode.INDIVIDUAL, Memory(), 0.0, RULE)
    assert room.raise_help(1, "Name", 0.0) and not room.raise_help(1, "Name", 1.0)
    assert room.lower_help(1) and not room.lower_help(1)


def test_only_the_latest_check_in_of_a_person_counts() -> None:
    room = Room(7, 1, Mode.INDIVIDUAL, Memory(), 0.0, RULE)
    room.note_check_in(1, "lost", 1.0)
    room.note_check_in(1, "well", 2.0)
    room.note_check_in(2, "well", 3.0)
    assert room.build_panel(4.0, [], [])["check_ins"] == {"well": 2}
    assert room.build_panel(700.0, [], [])["check_ins"] == {}


def fill(
    windows: ClassWindows,
    people: int,
    at_s: float,
    shares: tuple[float, float] = (0.8, 0.2),
    named: Collection[int] = (),
) -> None:
    for user_id in range(people):
        windows.add(user_id, user_id, Said(shares if user_id % 2 else shares[::-1]), at_s, user_id in named)


def close(windows: ClassWindows, at_s: float, gone: frozenset[int] = frozenset()) -> object:
    return windows.close(at_s, LABELS, lambda user_id: user_id not in gone, lambda _: None)


def open_windows() -> ClassWindows:
    windows = ClassWindows(RULE, 0.0, 0.0, random.Random(1))
    fill(windows, 12, 1.0)
    close(windows, 10.0)  # in the first window nobody was there from its start
    return windows


def test_a_window_speaks_only_of_those_there_from_its_start() -> None:
    windows = ClassWindows(RULE, 0.0, 0.0, random.Random(1))
    fill(windows, 12, 1.0)
    assert close(windows, 10.0) is None and windows.reason == "too_few"


def test_twelve_who_share_are_published_when_the_window_closes() -> None:
    windows = open_windows()
    fill(windows, 12, 11.0)
    window = close(windows, 20.0)
    assert window is not None and window.shares == {"happy": 0.5, "sad": 0.5} and window.cohort == 10
    assert windows.reason == "shown"


def test_the_trend_holds_ten_minutes_however_few_windows_were_published() -> None:
    windows = open_windows()
    fill(windows, 12, 11.0)
    close(windows, 20.0)
    assert [window.start_s for window in windows.trend] == [10]
    close(windows, 600.0)  # nothing was published in between
    fill(windows, 12, 601.0)
    close(windows, 610.0)
    fill(windows, 12, 611.0)
    close(windows, 620.0)
    assert [window.start_s for window in windows.trend] == [610]


def test_nine_who_share_are_too_few() -> None:
    windows = ClassWindows(RULE, 0.0, 0.0, random.Random(1))
    fill(windows, 9, 0.0)
    assert close(windows, 10.0) is None and windows.reason == "too_few"


def test_one_leaver_of_twelve_stops_the_mood_until_things_settle() -> None:
    windows = open_windows()
    fill(windows, 12, 11.0)
    close(windows, 20.0)
    fill(windows, 12, 21.0)
    windows.remove(3)
    assert close(windows, 30.0) is None and windows.reason == "settling"


@given(feelings=st.lists(st.tuples(st.sampled_from(LABELS), st.booleans()), max_size=50))
def test_the_mood_never_mixes_those_with_a_tile_and_those_without(feelings: list[tuple[str, bool]]) -> None:
    """Taking named tiles out of the mood leaves a tutor with nothing about the others."""
    windows = ClassWindows(RULE, 0.0, 0.0, random.Random(1))
    for user_id, (label, named) in enumerate(feelings):
        said = Said((0.9, 0.1) if label == "happy" else (0.1, 0.9))
        windows.add(user_id, user_id, said, 0.0, named)
    window = close(windows, 10.0)
    without = [label for label, named in feelings if not named]
    spoken_of = without if len(without) >= 10 else [label for label, named in feelings if named]
    report = publish_counts(spoken_of, RULE.k, RULE.round_to)
    assert (window and (window.shares, window.cohort)) == (report and (report.shares, report.cohort))


def test_who_takes_a_tile_back_counts_after_a_whole_window() -> None:
    windows = ClassWindows(RULE, 0.0, 0.0, random.Random(1))
    fill(windows, 10, 0.0, named=range(1))
    fill(windows, 10, 5.0)
    assert close(windows, 10.0) is None
    fill(windows, 10, 11.0)
    assert close(windows, 20.0) is not None


def test_how_many_share_is_told_only_as_the_size_of_the_group_spoken_of() -> None:
    room = Room(7, 1, Mode.AGGREGATE, Memory(), 0.0, RULE)
    for people, told in ((9, None), (13, 10), (14, 10)):
        start_s = 10.0 * people
        fill(room.windows, people, start_s)
        close(room.windows, start_s + 10.0)
        fill(room.windows, people, start_s + 10.0)
        close(room.windows, start_s + 20.0)
        coverage = room.build_panel(start_s + 21.0, [], [])["coverage"]
        assert coverage == {"present": 0, "sharing": told, "unsure": None}


def test_a_published_window_never_changes() -> None:
    windows = open_windows()
    fill(windows, 12, 11.0)
    window = close(windows, 20.0)
    windows.correct(1, 1, "sad", 21.0)
    windows.remove(2)
    assert windows.trend == [window]


def test_after_a_restart_the_mood_waits_until_the_last_group_is_forgotten() -> None:
    windows = ClassWindows(RULE, 0.0, 60.0, random.Random(1))
    for start in range(0, 70, 10):
        fill(windows, 12, start + 0.0)
        if start < 50:
            assert close(windows, start + 10.0) is None
    assert close(windows, 70.0) is not None


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        Join.model_validate({"lesson_id": 1, "role": "tutor"})


def test_every_event_is_described_for_the_front_end() -> None:
    document = describe_events()
    assert set(document["client"]) == set(CLIENT_EVENTS) and set(document["server"]) == set(SERVER_EVENTS)
    named = [each["answer"]["$ref"] for each in document["client"].values()]
    assert all(name.rsplit("/", 1)[1] in document["$defs"] for name in named)


def test_every_refusal_has_words_in_both_languages() -> None:
    sources = [file.read_text() for file in (ROOT / "backend" / "realtime").glob("*.py")]
    call = re.compile(r"(?:RefusedError|refuse|make_refusal)\(\s*\"(\w+)\"")
    codes = {code for source in sources for code in call.findall(source)}
    assert {"try_again", "too_many_events", "too_many_sockets"} <= codes
    for locale in ("en", "es"):
        words = json.loads((ROOT / "frontend/src/locales" / locale / "shell.json").read_text())["problem"]
        assert codes <= words.keys(), locale


def test_an_empty_panel_has_the_shape_it_promises() -> None:
    room = Room(7, 1, Mode.INDIVIDUAL, Memory(), 0.0, RULE)
    Panel.model_validate(room.build_panel(1.0, [], []))


def test_a_class_that_is_opened_anew_hides_who_does_not_come_along() -> None:
    live, at_s = open_live(Told()), steady_s()

    def open_class(number: int, course_id: int) -> ClassWindows:
        return live.open_room(number, lambda: (course_id, Mode.AGGREGATE, Memory())).windows

    def show(windows: ClassWindows, people: int, seconds: float) -> object:
        fill(windows, people, 0.0)
        return close(windows, at_s + seconds)

    assert show(open_class(7, 1), 12, 10.0) is not None
    live.live_class_ended(7)
    again = open_class(8, 1)
    assert show(again, 11, 20.0) is None and again.reason == "settling"
    assert show(again, 12, 30.0) is not None  # everybody came along
    assert show(open_class(9, 2), 11, 30.0) is not None
    assert show(again, 11, 31.0 + live.options.aggregate.horizon_s) is not None


@pytest.mark.parametrize("tile", [True, False])
def test_a_correction_hurries_the_panel_only_where_a_tile_shows_it(tile: bool) -> None:
    live, mine = open_live(Told()), attendance()
    room = live.open_room(7, lambda: (1, Mode.INDIVIDUAL, Memory()))
    mine.permission = Permission(Mode.INDIVIDUAL, "agreed", analysis=True, group=True, tile=tile)
    live.correct(mine, None)
    assert room.urgent is tile


class Told:
    """Stands in for the notifier and remembers rates, and what was so when a class was told to be over."""

    def __init__(self) -> None:
        self.rates: list[float] = []
        self.at_the_end: Callable[[], object] = lambda: None
        self.found: list[object] = []

    def send_ended(self, sids: object, live_class_id: int) -> None:
        self.found += [sids, self.at_the_end()]

    def send_rate(self, sids: object, rate_hz: float) -> None:
        self.rates.append(rate_hz)


def test_a_socket_that_went_while_it_waited_sits_and_watches_nowhere() -> None:
    live, connection, mine = open_live(Told()), connect("gone"), attendance()
    live.presence.add(mine)
    live.sit_down(connection, mine, NOTHING)
    assert not mine.present and mine.gone_since_s is not None and connection.attendance is None
    assert not live.registry.watch(connection, 7) and live.registry.watchers(7) == []


def test_a_class_is_told_that_it_is_over_once_nobody_sits_in_it_any_more() -> None:
    told = Told()
    live, connection, mine = open_live(told), connect("a"), attendance()
    live.registry.add(connection)
    live.presence.add(mine)
    assert live.sit_down(connection, mine, NOTHING)
    told.at_the_end = lambda: (connection.attendance, live.presence.all())
    live.live_class_ended(PLACE.live_class_id or 0)
    assert told.found == [["a"], (None, [])]


def test_what_is_joined_while_a_class_ends_is_not_taken_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    live, connection = open_live(Told()), connect("a")
    mine, alone = attendance(), attendance(2, Place(PLACE.lesson_id, PLACE.course_id, None))
    live.registry.add(connection)
    for each in (mine, alone):
        live.presence.add(each)
    live.sit_down(connection, mine, NOTHING)
    find = live.registry.get

    def move_first(sid: str) -> Connection | None:
        monkeypatch.undo()
        live.stand_up(connection)
        assert live.sit_down(connection, alone, NOTHING)
        return find(sid)

    monkeypatch.setattr(live.registry, "get", move_first)
    live.live_class_ended(PLACE.live_class_id or 0)
    assert connection.attendance is alone and live.presence.all() == [alone]


def test_nobody_sits_down_in_what_ends_meanwhile() -> None:
    live, connection, mine = open_live(Told()), connect("a"), attendance()
    late = Late(live)
    live.listeners.append(late)  # type: ignore[arg-type]
    live.registry.add(connection)
    live.presence.add(mine)
    assert not live.sit_down(connection, mine, NOTHING)
    assert connection.attendance is None and late.known == set()


class Late:
    """A listener that hears of a sitting in a class which ends before it was written down."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self.known: set[int] = set()

    def sit(self, attendance: Attendance) -> None:
        self._live.live_class_ended(attendance.place.live_class_id or 0)
        self.known.add(attendance.live_session_id)

    def allow(self, attendance: Attendance, permission: Permission) -> None:
        """Nothing follows from it."""

    def end(self, attendance: Attendance) -> None:
        self.known.discard(attendance.live_session_id)

    def close(self, live_class_id: int) -> None:
        """Nothing follows from it."""


def open_live(told: Told) -> Live:
    """A live side without sockets."""
    options = read_options(load_settings(environ={}).realtime.model_dump())
    recorder = Recorder(lambda batch: None, options.engagement, 10, 10, lambda: 0.0)
    return Live(options, ServedModel("m@1", LABELS), Strained(), recorder, told)  # type: ignore[arg-type]


def connect(sid: str, user_id: int = 1) -> Connection:
    """A socket of somebody."""
    identity = Identity(user_id, "Name", "a@example.org", Role.STUDENT, "token", 1)
    ticket = Hall(1).enter(1)
    assert ticket is not None
    return Connection(sid, identity, Strained(), ticket)  # type: ignore[arg-type]


class Strained:
    """A pool in which frames wait too long."""

    retry_after_ms = 250

    def measure(self) -> dict[str, float]:
        return {"wait_p95_ms": 240.0, "refused": 2}

    def forget(self) -> None:
        """As a link: nothing is remembered."""


def test_under_strain_every_browser_is_asked_for_fewer_frames() -> None:
    options = read_options(load_settings(environ={}).realtime.model_dump())
    told = Told()
    live = Live(options, ServedModel("m@1", LABELS), Strained(), None, told)  # type: ignore[arg-type]
    timekeeper = Timekeeper(None, live, None)  # type: ignore[arg-type]
    for second in range(3):
        timekeeper.keep_house(float(second))
    assert told.rates == sorted(told.rates, reverse=True) and told.rates[-1] < options.rate_hz / 2
