"""The card is checked before anything is served from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from inference_samples import LABELS, make_model

from inference.card import load_card
from inference.errors import CardError

GRAY = {"size": 48, "channels": 1, "color": "gray", "scale": 255, "mean": [0.5], "std": [0.25]}


def test_a_good_card_gives_labels_in_its_own_order(model_directory: Path) -> None:
    card = load_card(model_directory)
    assert card.labels == LABELS
    assert card.model_id == "tiny@1"


def test_int8_falls_back_to_the_only_exported_file(model_directory: Path) -> None:
    assert load_card(model_directory).file("int8").path.name == "model.onnx"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": 2}, "format"),
        ({"name": "n" * 64}, "longer than 64"),
        ({"labels": ["happy", "happy"]}, "labels"),
        ({"labels": []}, "labels"),
        ({"input": GRAY | {"size": 4}}, "size"),
        ({"input": GRAY | {"mean": [0.5, 0.5, 0.5]}}, "mean"),
        ({"input": GRAY | {"color": "purple"}}, "purple"),
        ({"input": GRAY | {"std": [0]}}, "std"),
        ({"input": {"size": 48}}, "channels"),
        ({"crop": {"rule": "box"}}, "box"),
        ({"crop": {"rule": "eyes", "eye_distance": 3, "eye_y": 0.4}}, "eyes"),
        ({"temperature": 0}, "temperature"),
        ({"abstain_below": 1.5}, "abstain_below"),
        ({"sha256": "0" * 64}, "hashes"),
        ({"files": {}}, "fp32"),
        ({"files": {"fp32": {"name": "../model.onnx", "sha256": ""}}}, "leave"),
        ({"quality": {}}, "min_face_px"),
        ({"labels": 7}, "cannot be used"),
    ],
)
def test_a_wrong_card_is_refused_in_words(tmp_path: Path, changes: dict[str, object], words: str) -> None:
    with pytest.raises(CardError, match=words):
        load_card(make_model(tmp_path, **changes))


def test_a_changed_network_is_refused(tmp_path: Path) -> None:
    make_model(tmp_path)
    with (tmp_path / "model.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(CardError, match="hash differs"):
        load_card(tmp_path)


def test_a_missing_network_is_named(tmp_path: Path) -> None:
    make_model(tmp_path)
    (tmp_path / "model.onnx").unlink()
    with pytest.raises(CardError, match=r"model\.onnx"):
        load_card(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{", json.dumps("card"), "\x00"])
def test_a_card_that_is_no_card_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "card.json").write_text(text, encoding="utf-8")
    with pytest.raises(CardError):
        load_card(tmp_path)


def test_a_missing_card_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CardError, match="export a model"):
        load_card(tmp_path)
