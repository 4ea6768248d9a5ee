"""Figures of merit against numbers worked out by hand, calibration, and that judging never augments."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from drawn_runs import SettingsMaker

from training.augment import Augmentation
from training.batches import InputScale, TrainingBatches, build_targets, prepare_faces
from training.calibration import cross_fit, fit_temperature, prior_correction, threshold_for_coverage
from training.corruptions import CORRUPTIONS, corrupt
from training.drawn import draw_table
from training.judge import bootstrap, judge
from training.labels import targets_from_labels
from training.metrics import (
    accuracy_at_coverage,
    balanced_accuracy,
    brier_score,
    confusion_matrix,
    expected_calibration_error,
    macro_f1,
    softmax,
    summarise,
)
from training.schedule import face_size, rate_factor

TRUE = np.array([0, 0, 0, 0, 1, 1, 2, 2])
NAMED = np.array([0, 0, 0, 1, 1, 1, 2, 0])


def test_figures_match_a_table_worked_out_by_hand() -> None:
    matrix = confusion_matrix(NAMED, TRUE, 3)
    assert matrix.tolist() == [[3, 1, 0], [0, 2, 0], [1, 0, 1]]
    assert balanced_accuracy(matrix) == pytest.approx((0.75 + 1 + 0.5) / 3)
    assert macro_f1(matrix) == pytest.approx((0.75 + 0.8 + 2 / 3) / 3)


def test_calibration_error_and_brier_of_a_known_case() -> None:
    probabilities = np.array([[0.8, 0.2]] * 10)
    true = np.array([0] * 6 + [1] * 4)  # right 60 % of the time at 80 % confidence
    assert expected_calibration_error(probabilities, true) == pytest.approx(0.2)
    assert brier_score(probabilities, true) == pytest.approx(0.6 * 0.08 + 0.4 * 1.28)


def test_the_surest_faces_are_counted_first() -> None:
    probabilities = np.array([[0.9, 0.1], [0.8, 0.2], [0.6, 0.4], [0.55, 0.45]])
    true = np.array([0, 0, 1, 1])
    assert accuracy_at_coverage(probabilities, true, 0.5) == 1.0
    assert accuracy_at_coverage(probabilities, true, 1.0) == 0.5
    assert threshold_for_coverage(probabilities, 0.5) == pytest.approx(0.7)


def test_a_class_without_rows_is_no_zero() -> None:
    figures = summarise(np.eye(3)[[0, 1]], np.array([0, 1]), ("a", "b", "c"))
    assert figures["recall"] == {"a": 1.0, "b": 1.0, "c": None}
    assert figures["balanced_accuracy"] == 1.0


def test_temperature_undoes_overconfidence_on_rows_it_did_not_see() -> None:
    random = np.random.default_rng(1)
    honest = random.normal(0, 1.5, (3000, 4))
    true = np.array([random.choice(4, p=row) for row in softmax(honest)])
    assert fit_temperature(honest * 3, true) == pytest.approx(3, rel=0.08)
    assert expected_calibration_error(softmax(honest * 3), true) > 0.15
    assert expected_calibration_error(cross_fit(honest * 3, true), true) < 0.04


def test_the_correction_favours_rare_classes_and_nothing_else() -> None:
    correction = prior_correction(np.array([0.7, 0.24, 0.05, 0.01]), 0.5)
    assert correction == pytest.approx([0, 0, 0.5 * np.log(2), 0.5 * np.log(10)])
    assert prior_correction(np.array([0.99, 0.01]), 0.0).tolist() == [0, 0]


def test_intervals_hold_the_figure_and_widen_for_few_rows() -> None:
    random = np.random.default_rng(2)
    true = np.concatenate([np.zeros(400, int), np.ones(20, int)])
    probabilities = softmax(np.eye(2)[true] * 2 + random.normal(0, 1.5, (420, 2)))
    intervals = bootstrap(probabilities, true, ("common", "rare"))
    low, high = intervals["accuracy"]
    assert low < (probabilities.argmax(1) == true).mean() < high
    widths = {label: high - low for label, (low, high) in intervals["recall"].items()}
    assert widths["rare"] > 2 * widths["common"]


def test_the_report_sets_copies_apart() -> None:
    true = np.array([0, 1] * 30)
    logits = np.eye(2)[true] * 3
    logits[:10] = -logits[:10]
    copies = np.arange(60) >= 50
    report = judge(logits, targets_from_labels(("a", "b"), true), copies, "made up", "validation")
    assert report["accuracy"] == pytest.approx(50 / 60)
    assert report["without_duplicates"]["rows"] == 50
    assert report["without_duplicates"]["accuracy"] == pytest.approx(40 / 50)


def test_judging_leaves_faces_as_they_are() -> None:
    faces = draw_table(2, 48, 1).read_all()
    scale = InputScale((0.5,), (0.25,))
    expected = (faces / 255 - 0.5) / 0.25
    assert np.allclose(prepare_faces(faces, 48, scale).numpy(), expected, atol=1e-6)


def test_augmentation_changes_faces_and_repeats_with_its_seed(quick: SettingsMaker) -> None:
    faces = torch.from_numpy(draw_table(2, 48, 1).read_all())
    augmentation = Augmentation(quick().train.augment)
    first, second = (augmentation.apply(faces, 40, torch.Generator().manual_seed(5)) for _ in range(2))
    other = augmentation.apply(faces, 40, torch.Generator().manual_seed(6))
    assert first.shape == (14, 1, 40, 40)
    assert torch.equal(first, second)
    assert not torch.equal(first, other)
    assert float(first.min()) >= 0 and float(first.max()) <= 1


def test_two_processes_share_each_batch(quick: SettingsMaker) -> None:
    config = quick("train.batch_size=6").train
    table = draw_table(10, 48, 1)
    targets = build_targets(table, ("fer",), config)
    scale = InputScale((0.5,), (0.25,))
    whole, *halves = (
        next(TrainingBatches(table, targets, config, scale, place).epoch(1, 48, torch.device("cpu")))
        for place in ((0, 1), (0, 2), (1, 2))
    )
    assert torch.equal(whole.faces[0::2], halves[0].faces)
    assert torch.equal(whole.targets["fer"][1::2], halves[1].targets["fer"])


def test_targets_are_smoothed_weighted_and_sum_to_their_rows(quick: SettingsMaker) -> None:
    config = quick("train.label_smoothing=0.1", "train.balance=none").train
    target = build_targets(draw_table(10, 48, 1), ("fer",), config)["fer"]
    assert torch.allclose(target.sum(1), torch.ones(70))
    assert float(target.max()) == pytest.approx(0.9 + 0.1 / 7)


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_each_fault_changes_faces_the_same_way_each_time(name: str) -> None:
    faces = draw_table(1, 48, 1).read_all()
    spoiled = corrupt(faces, name)
    assert spoiled.shape == faces.shape
    assert not np.array_equal(spoiled, faces)
    assert np.array_equal(spoiled, corrupt(faces, name))


@pytest.mark.parametrize("schedule", ["cosine", "onecycle", "trapezoid"])
def test_the_rate_rises_and_ends_near_nothing(schedule: str, quick: SettingsMaker) -> None:
    config = quick(f"train.schedule={schedule}", "train.warmup=0.05").train
    rates = [rate_factor(step / 100, config) for step in range(100)]
    peak = int(np.argmax(rates))
    assert rates[:peak] == sorted(rates[:peak])
    assert peak >= 5
    assert max(rates) == pytest.approx(1, abs=0.02)
    assert rates[0] < 0.1
    assert rates[-1] < 0.05


def test_small_faces_come_first(quick: SettingsMaker) -> None:
    config = quick("train.small_size=32", "train.small_until=0.5").train
    assert [face_size(progress, config, 48) for progress in (0.0, 0.49, 0.5, 0.99)] == [32, 32, 48, 48]
