"""What a student sees does not flicker, outlives a blink, and never mixes two people or two models."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.cascade import Cascade
from inference.face import Face
from inference.reading import Reading
from inference.rules import PipelineRules
from inference.smoothing import Smoother
from inference.track import Track, choose_face

READ = Reading((0.9, 0.1), "happy", 0.9, None, None, "m@1")
GONE = Reading(None, None, 0.0, "no_face", None, "m@1")
FRAME = np.zeros((240, 320, 3), np.uint8)


def sure(index: int, of: int = 3) -> np.ndarray:
    values = np.full(of, 0.05, np.float32)
    values[index] = 1 - 0.05 * (of - 1)
    return values


def face_at(x: float, side: float = 60) -> Face:
    return Face(x, 60, side, side, 0.9, np.zeros((6, 2), np.float32))


class ScriptedDetector:
    """Finds what it is told, and counts how often it was asked."""

    def __init__(self, *found: list[Face]) -> None:
        self.found = list(found)
        self.calls = 0

    def detect(self, image: np.ndarray) -> list[Face]:
        self.calls += 1
        return self.found.pop(0) if len(self.found) > 1 else self.found[0]


def test_the_average_settles_with_time_not_with_frames() -> None:
    often, seldom = Smoother(0.6, 0.0), Smoother(0.6, 0.0)
    for smoother in (often, seldom):
        smoother.update(sure(0), 0.0)
    for at in np.linspace(0.1, 1.0, 10):
        by_ten, _ = often.update(sure(1), float(at))
    by_one, _ = seldom.update(sure(1), 1.0)
    np.testing.assert_allclose(by_ten, by_one, atol=1e-3)


def test_a_label_changes_only_with_a_lead() -> None:
    smoother = Smoother(0.0, 0.08)
    assert smoother.update(np.array([0.50, 0.50, 0], np.float32), 0)[1] == 0
    assert smoother.update(np.array([0.47, 0.53, 0], np.float32), 1)[1] == 0
    assert smoother.update(np.array([0.40, 0.60, 0], np.float32), 2)[1] == 1
    assert smoother.update(np.array([0.53, 0.47, 0], np.float32), 3)[1] == 1


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.floats(-1, 5)), min_size=1, max_size=30))
def test_averages_stay_probabilities(steps: list[tuple[int, float]]) -> None:
    smoother, at = Smoother(0.6, 0.08), 0.0
    for index, elapsed in steps:
        at += elapsed
        average, label = smoother.update(sure(index), at)
        assert average.sum() == pytest.approx(1, abs=1e-4)
        assert average.min() >= 0 and 0 <= label < 3


def test_a_short_absence_keeps_the_reading_and_says_so(rules: PipelineRules) -> None:
    track = Track(rules)
    track.smooth(sure(0), "m", 10.0)
    track.settle(READ, 10.0)
    assert track.settle(GONE, 10.0 + rules.absence_s / 2) == replace(READ, held=True)
    assert track.settle(GONE, 10.1 + rules.absence_s) == GONE
    assert track.settle(GONE, 10.2 + rules.absence_s) == GONE


@pytest.mark.parametrize("reason", ["too_dark", "several_faces", "low_confidence"])
def test_other_reasons_are_told_at_once(rules: PipelineRules, reason: str) -> None:
    track = Track(rules)
    track.smooth(sure(0), "m", 10.0)
    track.settle(READ, 10.0)
    assert track.settle(replace(GONE, abstained=reason), 10.05).abstained == reason


def test_another_models_past_is_forgotten(rules: PipelineRules) -> None:
    track = Track(rules)
    track.smooth(sure(0), "old", 10.0)
    np.testing.assert_array_equal(track.smooth(sure(1), "new", 10.1)[0], sure(1))


def test_another_person_starts_afresh(rules: PipelineRules) -> None:
    track, detector = Track(rules), ScriptedDetector([face_at(20)], [face_at(220)])
    track.find_face(FRAME, detector, 0.0)
    track.smooth(sure(0), "m", 10.0)
    track.settle(READ, 10.0)
    track.find_face(FRAME, detector, 0.1)
    np.testing.assert_array_equal(track.smooth(sure(1), "m", 10.1)[0], sure(1))


def test_a_return_after_a_pause_starts_afresh(rules: PipelineRules) -> None:
    track = Track(rules)
    track.smooth(sure(0), "m", 10.0)
    later = 10.1 + rules.absence_s + rules.smoothing_s
    np.testing.assert_array_equal(track.smooth(sure(1), "m", later)[0], sure(1))


def test_an_easy_frame_costs_no_whole_search(rules: PipelineRules) -> None:
    whole, close = ScriptedDetector([face_at(100)]), ScriptedDetector([face_at(30)])
    cascade, track = Cascade(whole, close, rules.region_scale), Track(rules)
    for step in range(16):
        assert track.find_face(FRAME, cascade, step * rules.full_scan_s / 8)[0] is not None
    assert (whole.calls, close.calls) == (2, 14)


def test_a_lost_face_is_searched_at_once(rules: PipelineRules) -> None:
    whole, close = ScriptedDetector([face_at(100)], [face_at(200)]), ScriptedDetector([])
    cascade, track = Cascade(whole, close, rules.region_scale), Track(rules)
    track.find_face(FRAME, cascade, 0.0)
    found, _ = track.find_face(FRAME, cascade, 0.1)
    assert found is not None and found.x == 200


def test_an_empty_chair_is_searched_less_often(rules: PipelineRules) -> None:
    detector, track = ScriptedDetector([]), Track(rules)
    for step in range(3 + 20):
        assert track.find_face(FRAME, detector, step / 10) == (None, False)
    assert detector.calls == 3 + 20 // rules.empty_search_every


def test_a_new_face_is_seen_within_the_pause(rules: PipelineRules) -> None:
    detector, track = ScriptedDetector([]), Track(rules)
    for step in range(10):
        track.find_face(FRAME, detector, step / 10)
    detector.found = [[face_at(100)]]
    steps = range(10, 13 + rules.empty_search_every)
    found = [track.find_face(FRAME, detector, step / 10)[0] is not None for step in steps]
    assert found.index(True) < rules.empty_search_every
    assert all(found[found.index(True) :])


@pytest.mark.parametrize("rate_hz", [0.5, 2, 10])
def test_company_is_told_at_any_rate_of_frames_and_its_leaving_at_once(
    rules: PipelineRules, rate_hz: float
) -> None:
    alone, together = [face_at(100)], [face_at(100), face_at(230, 50)]
    whole, close = ScriptedDetector(alone), ScriptedDetector([face_at(30)])
    cascade, track = Cascade(whole, close, rules.region_scale), Track(rules)
    moments = [step / rate_hz for step in range(1 + int(6 * rate_hz))]
    assert not any(track.find_face(FRAME, cascade, at)[1] for at in moments)
    whole.found = [together]
    told = [at for at in moments if track.find_face(FRAME, cascade, moments[-1] + at + 0.01)[1]]
    assert told[0] <= max(rules.full_scan_s, 1 / rate_hz)
    assert told == moments[moments.index(told[0]) :]
    whole.found = [alone]
    assert not track.find_face(FRAME, cascade, 2 * moments[-1] + 0.02)[1]


def test_a_frame_of_another_shape_is_searched_whole(rules: PipelineRules) -> None:
    whole = ScriptedDetector([face_at(100)])
    cascade, track = Cascade(whole, ScriptedDetector([]), rules.region_scale), Track(rules)
    track.find_face(FRAME, cascade, 0.0)
    track.find_face(FRAME[:200], cascade, 0.1)
    assert whole.calls == 2


def test_a_small_face_in_the_background_is_no_company() -> None:
    near, small, beside = face_at(20, 60), face_at(200, 20), face_at(200, 40)
    assert choose_face([small, near], 0.5) == (near, False)
    assert choose_face([beside, near], 0.5) == (near, True)
    assert choose_face([], 0.5) == (None, False)
