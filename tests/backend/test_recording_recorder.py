"""Readings become spells and summaries, kept only where allowed, and nothing is lost to a locked database."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from backend.realtime.options import EngagementRule, read_options
from backend.recording.engagement import Glimpse, estimate_engagement, value_expression
from backend.recording.recorder import Batch, Keeping, Recorder
from backend.recording.spell import CORRECTED_AWAY, Spell, start_of
from settings import load_settings

LABELS = ("happy", "sad")
RULE: EngagementRule = read_options(load_settings(environ={}).realtime.model_dump()).engagement
ALL = Keeping(spells=True, summary=True)


@dataclass(frozen=True)
class Said:
    """A reading."""

    probabilities: tuple[float, ...] | None
    confidence: float = 0.9
    abstained: str | None = None
    model: str = "tiny@1"


HAPPY, SAD, NOBODY = Said((0.9, 0.1)), Said((0.2, 0.8)), Said(None, 0.0, "no_face")


class Desk:
    """A recorder on a clock of our own and a store that can be locked."""

    def __init__(self, buffer_rows: int = 100) -> None:
        self.now_s = 1000.0
        self.locked = False
        self.batches: list[Batch] = []
        self.recorder = Recorder(self._store, RULE, 10, buffer_rows, lambda: self.now_s)

    def _store(self, batch: Batch) -> None:
        if self.locked:
            raise OSError("database is locked")
        self.batches.append(batch)

    def rows(self) -> dict[tuple[int, object], dict[str, object]]:
        """Every spell as the database would hold it: the newest row of each key."""
        return {(row["live_session_id"], row["start"]): row for batch in self.batches for row in batch.spells}


def test_readings_of_ten_seconds_become_one_row() -> None:
    desk = Desk()
    desk.recorder.begin(1, ALL)
    for reading in (HAPPY, SAD, NOBODY):
        desk.recorder.add(1, reading, LABELS)
    desk.recorder.flush()
    (row,) = desk.rows().values()
    assert row["seen"] == 2 and row["probabilities"] == [0.55, 0.45] and row["abstentions"] == {"no_face": 1}


def test_a_spell_flushed_twice_is_one_row_that_grew() -> None:
    desk = Desk()
    desk.recorder.begin(1, ALL)
    for _ in range(2):
        desk.recorder.add(1, HAPPY, LABELS)
        desk.recorder.flush()
    (row,) = desk.rows().values()
    assert row["seen"] == 2 and len(desk.batches) == 2


def test_the_next_ten_seconds_are_another_row() -> None:
    desk = Desk()
    desk.recorder.begin(1, ALL)
    desk.recorder.add(1, HAPPY, LABELS)
    desk.now_s += 10
    desk.recorder.add(1, SAD, LABELS)
    desk.recorder.flush()
    assert len(desk.rows()) == 2


def test_nothing_is_kept_without_the_right_to() -> None:
    desk = Desk()
    desk.recorder.begin(1, Keeping(spells=False, summary=False))
    desk.recorder.add(1, HAPPY, LABELS)
    desk.recorder.end(1, "left")
    desk.recorder.flush()
    assert [batch for batch in desk.batches if batch.spells or batch.summaries] == []


def test_one_summary_is_written_at_the_end() -> None:
    desk = Desk()
    desk.recorder.begin(1, ALL)
    for reading in (HAPPY, HAPPY, NOBODY):
        desk.recorder.add(1, reading, LABELS)
    desk.recorder.end(1, "left")
    desk.recorder.flush()
    (summary,) = desk.batches[-1].summaries
    assert (summary["readings"], summary["seen"], summary["corrections"]) == (3, 2, 0)
    assert summary["probabilities"] == [0.9, 0.1] and desk.batches[-1].ended[0][2] == "left"


@pytest.mark.parametrize(
    ("word", "seen", "taken_back", "shares"), [("sad", 4, 0, [0.45, 0.55]), (None, 2, 2, [0.9, 0.1])]
)
def test_the_summary_holds_the_students_word_and_not_what_it_took_back(
    word: str | None, seen: int, taken_back: int, shares: list[float]
) -> None:
    desk = Desk()
    desk.recorder.begin(1, ALL)
    for _ in range(2):
        desk.recorder.add(1, HAPPY, LABELS)
    desk.now_s += 10
    desk.recorder.add(1, HAPPY, LABELS)
    desk.recorder.correct(1, word)
    desk.recorder.add(1, HAPPY, LABELS)  # the word holds for the whole spell
    desk.now_s += 10
    desk.recorder.end(1, "left")
    desk.recorder.flush()
    (summary,) = desk.batches[-1].summaries
    assert (summary["readings"], summary["seen"], summary["corrections"]) == (4, seen, 1)
    assert summary["abstentions"].get("corrected", 0) == taken_back and summary["probabilities"] == shares


def test_the_index_forgets_what_the_student_took_back() -> None:
    def listen(takes_back: bool) -> tuple[float, float]:
        desk = Desk()
        desk.recorder.begin(1, ALL)
        for second in range(60):
            desk.recorder.add(1, HAPPY if second < 50 else SAD, LABELS)
            if takes_back and second == 55:
                desk.recorder.correct(1, None)
            desk.recorder.note_activity(1)
            desk.now_s += 1
        now = desk.recorder.estimate(1)
        desk.recorder.end(1, "left")
        desk.recorder.flush()
        assert now is not None
        return now.value, desk.batches[-1].summaries[0]["engagement"]

    assert all(corrected > believed for corrected, believed in zip(listen(True), listen(False), strict=True))


def test_a_locked_database_delays_rows_and_loses_none() -> None:
    desk = Desk()
    desk.recorder.begin(1, ALL)
    desk.locked = True
    for _ in range(10):
        desk.recorder.add(1, HAPPY, LABELS)
        desk.recorder.note("check_in", {"value": "lost"})
        assert desk.recorder.flush() is False
        desk.now_s += 10
    desk.locked = False
    assert desk.recorder.flush() is True
    assert len(desk.rows()) == 10 and len(desk.batches[0].notes) == 10


def test_the_buffer_is_bounded_and_drops_the_oldest() -> None:
    desk = Desk(buffer_rows=5)
    desk.recorder.begin(1, ALL)
    desk.locked = True
    for _ in range(8):
        desk.recorder.add(1, HAPPY, LABELS)
        desk.recorder.flush()
        desk.now_s += 10
    desk.locked = False
    desk.recorder.flush()
    assert len(desk.rows()) == 5 and desk.recorder.dropped_rows == 3


def test_a_withdrawal_takes_back_what_was_not_written_yet() -> None:
    desk = Desk()
    desk.recorder.begin(1, ALL)
    desk.recorder.add(1, HAPPY, LABELS)
    desk.recorder.restrict(1, Keeping(spells=False, summary=False))
    desk.recorder.add(1, HAPPY, LABELS)
    desk.recorder.end(1, "left")
    desk.recorder.flush()
    assert not desk.rows() and not desk.batches[-1].summaries


def test_consent_given_later_keeps_only_what_comes_later() -> None:
    desk = Desk()
    desk.recorder.begin(1, Keeping(spells=False, summary=False))
    desk.recorder.add(1, SAD, LABELS)
    desk.recorder.restrict(1, ALL)
    desk.recorder.add(1, HAPPY, LABELS)
    desk.recorder.end(1, "left")
    desk.recorder.flush()
    (summary,) = desk.batches[-1].summaries
    assert summary["seen"] == 1 and summary["probabilities"] == [0.9, 0.1]


def test_the_students_word_outranks_the_readings_of_a_spell() -> None:
    spell = Spell(1, 0)
    spell.add(HAPPY)
    spell.correction = "sad"
    assert spell.name_label(LABELS) == "sad"
    spell.correction = CORRECTED_AWAY
    assert spell.name_label(LABELS) is None


def test_buckets_start_on_the_servers_clock() -> None:
    assert (start_of(1009.99, 10), start_of(1010.0, 10)) == (1000, 1010)


def glimpses(count: int, every_s: float, value: float | None) -> list[Glimpse]:
    return [Glimpse(index * every_s, value) for index in range(count)]


def test_one_frame_is_never_an_index() -> None:
    assert estimate_engagement(glimpses(1, 1, 0.8), 0.0, 1.0, RULE) is None


def test_many_frames_within_a_moment_are_no_index_either() -> None:
    assert estimate_engagement(glimpses(40, 0.2, 0.8), 0.0, 8.0, RULE) is None


def test_the_index_comes_with_its_range() -> None:
    index = estimate_engagement(glimpses(60, 0.5, 0.8), 25.0, 30.0, RULE)
    assert index is not None and 0 <= index.low < index.value < index.high <= 1


def test_looking_away_lowers_and_widens_the_index() -> None:
    there = estimate_engagement(glimpses(60, 0.5, 0.6), None, 30.0, RULE)
    away = estimate_engagement(glimpses(60, 0.5, None), None, 30.0, RULE)
    assert there is not None and away is not None
    assert away.value < there.value and away.high - away.low > 0.3


def test_doing_something_raises_the_index() -> None:
    quiet = estimate_engagement(glimpses(60, 0.5, 0.6), None, 30.0, RULE)
    busy = estimate_engagement(glimpses(60, 0.5, 0.6), 30.0, 30.0, RULE)
    assert quiet is not None and busy is not None and busy.value > quiet.value


def test_an_expression_is_weighed_by_its_probability() -> None:
    assert value_expression((0.5, 0.5), LABELS, RULE) == 0.5 * 0.8 + 0.5 * 0.3
    assert value_expression(None, LABELS, RULE) is None
