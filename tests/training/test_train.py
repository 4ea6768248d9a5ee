"""The loop: it learns, resumes exactly, shares work between processes, loses nothing when stopped."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from data_files import write_folders
from drawn_runs import DRAWN, QUICK, SettingsMaker, as_options

import evaluate
import train as train_module
from benchmarks import training as benchmark
from evaluate import main as evaluate_main
from export import export_model
from models import checkpoint
from models.checkpoint import CheckpointError, load_checkpoint, restore_network, save_checkpoint
from models.registry import ModelError
from settings import ROOT, Settings, load_settings
from train import train
from training.device import TrainingError
from training.journal import read_history


def test_drawn_faces_are_learnt_exported_and_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = (f"train.folder={tmp_path}", f"export.released={tmp_path}/released", "train.wandb_mode=disabled")
    settings = load_settings(DRAWN, [*own, "data.drawn_per_class=70", "train.epochs=20"], environ={})
    released = export_model(settings, train(settings) / "best.pt", "fer", "drawn")
    card = json.loads((released / "card.json").read_text())
    assert card["metrics"]["validation"]["accuracy"] > 0.6  # chance is 0.14

    options = as_options(*own, "data.drawn_per_class=70")
    monkeypatch.setattr(sys, "argv", ["evaluate.py", "released", "drawn", "--config", str(DRAWN), *options])
    assert evaluate_main() == 0
    assert "agrees with the card" in capsys.readouterr().out


def test_a_killed_run_resumes_to_the_numbers_of_an_uninterrupted_one(
    quick: SettingsMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = train(quick("train.epochs=3", "train.run=whole"))

    def stop(*arguments: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        take_step, taken = train_module.take_step, []

        def die_in_epoch_two(*arguments: Any) -> dict[str, float]:
            taken.append(1)
            return take_step(*arguments) if len(taken) < 7 else stop()  # four steps an epoch

        patch.setattr(train_module, "take_step", die_in_epoch_two)
        with pytest.raises(KeyboardInterrupt):
            train(quick("train.epochs=3", "train.run=cut"))
    cut = train(quick("train.epochs=3", "train.run=cut"), resume=True)

    assert _figures(whole) == _figures(cut)
    first, second = (load_checkpoint(folder / "last.pt") for folder in (whole, cut))
    for part in ("model", "ema"):
        assert all(torch.equal(first[part][name], second[part][name]) for name in first[part])


def _figures(folder: Path) -> list[dict[str, Any]]:
    timeless = ("epoch", "loss", "validation", "score", "lr")
    return [{key: line[key] for key in timeless} for line in read_history(folder / "metrics.jsonl")]


def test_a_line_that_a_crash_cut_off_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "metrics.jsonl").write_text('{"epoch": 1}\n{"epoch": 2, "lo')
    assert read_history(tmp_path / "metrics.jsonl") == [{"epoch": 1}]


def run_main(monkeypatch: pytest.MonkeyPatch, *overrides: str) -> int:
    options = as_options(*QUICK, *overrides)
    monkeypatch.setattr(sys, "argv", ["train.py", "--config", str(DRAWN), *options])
    return train_module.main()


def test_a_folder_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert run_main(monkeypatch, f"train.folder={tmp_path}/file") == 2
    assert f"{tmp_path}/file" in capsys.readouterr().err


def test_who_stops_a_run_hears_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(train_module, "train_epoch", stop)
    assert run_main(monkeypatch, f"train.folder={tmp_path}") == 130
    assert "--resume" in capsys.readouterr().err


def test_a_recipe_is_timed_without_the_runs_it_learns_from(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(settings: Settings, *_: Any) -> None:
        raise ModelError(f"begins with {settings.train.start_from!r}, asks {settings.train.teachers}")

    monkeypatch.setattr(benchmark, "measure", refuse)
    monkeypatch.setattr(sys, "argv", ["training.py", "--config", str(ROOT / "configs" / "attune.yaml")])
    assert benchmark.main() == 2
    assert "begins with '', asks ()" in capsys.readouterr().err


def test_a_run_is_neither_overwritten_nor_resumed_from_nothing(quick: SettingsMaker) -> None:
    with pytest.raises(TrainingError, match="nothing to resume"):
        train(quick(), resume=True)
    train(quick())
    with pytest.raises(TrainingError, match="already holds a run"):
        train(quick())


def test_a_run_can_begin_with_the_averaged_weights_of_another(quick: SettingsMaker) -> None:
    first = train(quick())
    second = train(quick("train.run=second", f"train.start_from={first.name}", "train.lr=1e-9"))
    before, after = (load_checkpoint(folder / "best.pt")["ema"] for folder in (first, second))
    weights = [name for name in before if name.endswith("weight")]
    assert weights and all(torch.allclose(before[name], after[name], atol=1e-5) for name in weights)
    with pytest.raises(TrainingError, match="name a run folder"):
        train(quick("train.run=third", "train.start_from=nowhere"))


def test_a_deeper_network_begins_as_the_shallower_one_it_grew_from(quick: SettingsMaker) -> None:
    default, deep = "model.variant=''", "model.variant=deep"
    shallow = restore_network(load_checkpoint(train(quick(default)) / "best.pt"))
    grown = quick(deep, "train.run=grown", "train.start_from=quick")
    deeper = train_module.start_run(grown, resume=False).network.eval()
    faces = torch.rand(8, 1, 32, 32)
    assert len(deeper.state_dict()) > len(shallow.state_dict())
    assert torch.allclose(shallow(faces)["fer"], deeper(faces)["fer"], atol=1e-6)
    train(quick(deep, "train.run=deeper", "train.start_from=quick"))
    with pytest.raises(TrainingError, match="no place for"):
        train(quick(default, "train.run=shrunk", "train.start_from=deeper"))


def test_a_slimmer_network_begins_with_the_channels_that_are_used(quick: SettingsMaker) -> None:
    path = train(quick("model.variant=''")) / "best.pt"
    state = load_checkpoint(path)
    unused = torch.Generator().manual_seed(1)
    for reader, spared in (("trunk.1.0", 16), ("trunk.2.0.second.0", 32)):
        weight = state["ema"][f"{reader}.weight"]
        weight[:, torch.randperm(weight.shape[1], generator=unused)[spared:]] = 0
    save_checkpoint(path, state)
    slim = quick("model.variant=slim", "train.run=slim", "train.start_from=quick")
    begun = train_module.start_run(slim, resume=False).network.eval()
    faces, seen = torch.rand(8, 1, 32, 32), []
    for network in (restore_network(state), begun):
        network.trunk[2][0].register_forward_hook(lambda _block, _faces, maps: seen.append(maps))
        network(faces)
    assert torch.allclose(seen[0], seen[1], atol=1e-5)
    train(quick("model.variant=slim", "train.run=slimmer", "train.start_from=quick"))


def test_a_run_may_go_on_with_faces_of_another_size(quick: SettingsMaker) -> None:
    first = load_checkpoint(train(quick()) / "best.pt")
    smaller = quick("train.run=smaller", "train.start_from=quick", "data.size=24")
    begun = train_module.start_run(smaller, resume=False).network
    assert begun.spec.size == 24
    assert all(torch.equal(first["ema"][name], value) for name, value in begun.state_dict().items())


def test_a_beginning_that_does_not_fit_is_refused_before_a_teacher_is_asked(
    quick: SettingsMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(quick())
    monkeypatch.setattr(train_module, "ask_teachers", lambda *_: pytest.fail("a teacher was asked"))
    with pytest.raises(CheckpointError, match="another architecture: attention"):
        train(
            quick(
                "train.start_from=quick", "train.teachers=[quick]", "model.attention=none", "train.run=other"
            )
        )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("train.lr=0.5", "train.lr is 0.5 and was 0.05"),
        ("model.attention=cbam", "another architecture: attention"),
        ("data.drawn_per_class=15", "training rows"),
    ],
)
def test_a_resumed_run_keeps_its_settings(quick: SettingsMaker, change: str, said: str) -> None:
    kept = train(quick()) / "config.yaml"
    before = kept.read_text()
    with pytest.raises(CheckpointError, match=said):
        train(quick("train.epochs=2", change), resume=True)
    assert kept.read_text() == before


def test_a_resumed_run_keeps_its_faces(quick: SettingsMaker, tmp_path: Path) -> None:
    faces = write_folders(tmp_path / "faces")
    data = ("data.kind=folders", f"data.path={faces}", "data.heads=[folders]")
    train(quick(*data))
    train(quick(*data, "train.epochs=2"), resume=True)
    happy, sad, aside = (faces / "train" / name for name in ("happy", "sad", "aside"))
    for source, target in ((happy, aside), (sad, happy), (aside, sad)):
        source.rename(target)
    with pytest.raises(CheckpointError, match="faces or their labels are others"):
        train(quick(*data, "train.epochs=3"), resume=True)


def test_labels_in_another_order_are_refused(quick: SettingsMaker) -> None:
    path = train(quick()) / "last.pt"
    state = load_checkpoint(path)
    state["labels"]["fer"] = state["labels"]["fer"][::-1]
    save_checkpoint(path, state)
    with pytest.raises(CheckpointError, match="order is part of the model"):
        train(quick("train.epochs=2"), resume=True)


def test_a_truncated_checkpoint_is_named(quick: SettingsMaker) -> None:
    path = train(quick()) / "last.pt"
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(CheckpointError, match=r"last\.pt is not a readable checkpoint"):
        load_checkpoint(path)


def test_a_full_disk_keeps_the_earlier_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "last.pt"
    save_checkpoint(path, {"epoch": 1})

    def fill_disk(file: Any, _state: Any) -> None:
        file.write(b"half a checkpoint")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(checkpoint, "_write", fill_disk)
    with pytest.raises(CheckpointError, match="the earlier one is untouched"):
        save_checkpoint(path, {"epoch": 2})
    assert load_checkpoint(path)["epoch"] == 1
    assert [file.name for file in tmp_path.iterdir()] == ["last.pt"]


def test_a_disk_that_fills_up_between_two_checkpoints_costs_no_best_epoch(
    quick: SettingsMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, written = checkpoint._write, []

    def fill_disk(*arguments: Any) -> None:
        written.append(1)
        if len(written) == 4:  # the second file of the second epoch
            raise OSError(28, "No space left on device")
        write(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(checkpoint, "_write", fill_disk)
        patch.setattr(train_module, "selection_score", lambda figures, _: len(written) / 10)
        with pytest.raises(CheckpointError, match="could not be saved"):
            train(quick("train.epochs=2"))
    folder = Path(quick().train.folder) / "quick"
    last, best = (load_checkpoint(folder / name) for name in ("last.pt", "best.pt"))
    assert best["epoch"] >= last["best_epoch"]
    assert best["epoch"] == 2


def test_a_loss_that_explodes_stops_the_run_and_says_where(
    quick: SettingsMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = train_module.head_losses

    def explode(*arguments: Any) -> dict[str, torch.Tensor]:
        return {head: loss * float("nan") for head, loss in real(*arguments).items()}

    monkeypatch.setattr(train_module, "head_losses", explode)
    with pytest.raises(TrainingError, match="loss of 'fer' became nan in epoch 1, batch 1"):
        train(quick())


@pytest.mark.parametrize(
    "overrides",
    [
        ("train.optimizer=adamw", "train.lr=0.001", "train.schedule=cosine", "train.loss=focal"),
        (
            "train.schedule=onecycle",
            "train.balance=sampling",
            "train.cutmix=1.0",
            "train.mix_probability=1.0",
        ),
        ("train.mixup=0.4", "train.mix_probability=1.0", "train.bf16=false", "train.channels_last=false"),
        ("data.channels=3", "train.small_size=32", "train.small_until=0.5", "train.label_smoothing=0.2"),
    ],
)
def test_the_options_of_the_loop_work(quick: SettingsMaker, overrides: tuple[str, ...]) -> None:
    folder = train(quick(*overrides))
    assert (folder / "best.pt").exists()
    assert (folder / "curves.png").stat().st_size > 5000


@pytest.mark.parametrize("abilities", [{}, {"avx512_bf16": True}])
def test_bfloat16_is_left_to_processors_that_multiply_in_it(
    quick: SettingsMaker,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    abilities: dict[str, bool],
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: abilities)
    used: set[bool] = set()
    autocast = torch.autocast

    def watch(*arguments: Any, enabled: bool) -> torch.autocast:
        used.add(enabled)
        return autocast(*arguments, enabled=enabled)

    monkeypatch.setattr(torch, "autocast", watch)
    with caplog.at_level("INFO"):
        train(quick("train.bf16=true", "train.device=cpu"))
    assert used == {bool(abilities)}
    assert ("training in float32" in caplog.text) is not bool(abilities)


def test_patience_ends_a_run_early(quick: SettingsMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train_module, "selection_score", lambda *arguments: 0.5)
    folder = train(quick("train.epochs=9", "train.patience=2"))
    assert len(read_history(folder / "metrics.jsonl")) == 3


def test_wandb_records_offline_and_its_failure_fails_nothing(
    quick: SettingsMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    import wandb

    def refuse(**options: Any) -> None:
        assert options["mode"] == "offline"
        raise OSError("no such service")

    monkeypatch.setattr(wandb, "init", refuse)
    assert (train(quick("train.wandb_mode=offline")) / "best.pt").exists()


def test_two_processes_learn_what_one_learns(quick: SettingsMaker, tmp_path: Path) -> None:
    alone = _last(train(quick("train.run=alone", "train.epochs=2", "train.bf16=false")))
    together = _last(train_in_two_processes(tmp_path, "train.epochs=2", "train.bf16=false"))
    # Each process normalises by its own half of the batch, so the numbers are close, not equal.
    assert together["loss"]["fer"] == pytest.approx(alone["loss"]["fer"], rel=0.05)


def test_two_processes_stop_early_together(tmp_path: Path) -> None:
    folder = train_in_two_processes(
        tmp_path, "data.drawn_per_class=60", "train.seed=2", "train.epochs=12", "train.patience=1"
    )
    assert 1 < len(read_history(folder / "metrics.jsonl")) < 12


def train_in_two_processes(folder: Path, *settings: str) -> Path:
    options = ["--config", str(DRAWN), *as_options(*QUICK, f"train.folder={folder}", "train.run=two")]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node=2", f"--master-port={port}"]
    subprocess.run(
        [*command, "train.py", *options, *as_options(*settings)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=150,
    )
    return folder / "two"


def _last(folder: Path) -> dict[str, Any]:
    return read_history(folder / "metrics.jsonl")[-1]


def test_the_private_test_is_only_there_for_who_holds_it(quick: SettingsMaker) -> None:
    settings: Settings = quick()
    faces = train_module.open_faces(settings.data)
    with pytest.raises(evaluate.EvaluationError, match=r"official fer2013\.csv"):
        evaluate.part_of(faces, "private")
