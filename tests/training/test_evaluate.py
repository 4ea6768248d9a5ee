"""Released models are measured as served; a card that flatters is found out; nothing half-made stays."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from data_files import write_csv
from drawn_runs import DRAWN, QUICK, as_options

import evaluate
import export
from export import ExportError, export_model
from inference.card import load_card
from models.registry import default_spec
from settings import ROOT, Settings, load_settings
from train import train
from training import comparison
from training.comparison import compare_zoo


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Settings]:
    """A model of a few drawn faces, released under the name `little`."""
    folder = tmp_path_factory.mktemp("runs")
    own = (f"train.folder={folder}", f"export.released={folder}/released", "export.int8_max_loss=0.099")
    settings = load_settings(DRAWN, [*QUICK, *own, "train.epochs=3"], environ={})
    run = train(settings)
    return export_model(settings, run / "best.pt", "fer", "little"), settings


def run_evaluate(monkeypatch: pytest.MonkeyPatch, released: tuple[Path, Settings], *words: str) -> int:
    settings = released[1]
    own = [f"train.folder={settings.train.folder}", f"export.released={settings.export.released}"]
    options = as_options(*own, "data.drawn_per_class=10")
    monkeypatch.setattr(sys, "argv", ["evaluate.py", *words, "--config", str(DRAWN), *options])
    return evaluate.main()


def test_figures_are_computed_again_and_agree(
    released: tuple[Path, Settings], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert (
        run_evaluate(monkeypatch, released, "released", "little", "--json", str(tmp_path / "figures.json"))
        == 0
    )
    measured = json.loads((tmp_path / "figures.json").read_text())["metrics"]["validation"]
    written = json.loads((released[0] / "card.json").read_text())["metrics"]["validation"]
    for name in ("accuracy", "macro_f1", "ece", "accuracy_at_70_coverage"):
        assert measured[name] == pytest.approx(written[name], abs=1e-6)
    assert measured["recall"].keys() == written["recall"].keys()


def test_files_tell_nothing_about_the_machine_that_made_them(released: tuple[Path, Settings]) -> None:
    for name in ("model.onnx", "model_int8.onnx"):
        content = (released[0] / name).read_bytes()
        assert b"site-packages" not in content
        assert b"train.py" not in content


def test_a_card_that_flatters_is_found_out(
    released: tuple[Path, Settings], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = released[0] / "card.json"
    honest = path.read_text()
    card = json.loads(honest)
    card["metrics"]["validation"]["accuracy"] = 0.999
    path.write_text(json.dumps(card))
    try:
        assert run_evaluate(monkeypatch, released, "released", "little") == 1
    finally:
        path.write_text(honest)
    assert "differs from the card: accuracy" in capsys.readouterr().out


def test_the_private_split_is_judged_at_the_cards_temperature(
    released: tuple[Path, Settings], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_csv(tmp_path / "fer2013.csv", private=14)
    out = tmp_path / "private.json"
    words = ("released", "little", "--split", "private", "--json", str(out), "--set", "data.kind=csv")
    assert run_evaluate(monkeypatch, released, *words, "--set", f"data.path={tmp_path}") == 0
    assert json.loads(out.read_text())["metrics"]["private"]["rows"] == 14


def test_without_private_rows_the_command_says_who_has_them(
    released: tuple[Path, Settings], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_evaluate(monkeypatch, released, "released", "little", "--split", "private") == 2
    assert "official fer2013.csv" in capsys.readouterr().err


def test_faults_and_int8_are_measured(
    released: tuple[Path, Settings], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "int8.json"
    words = ("released", "little", "--precision", "int8", "--corruptions", "--json", str(out))
    assert run_evaluate(monkeypatch, released, *words) == 0
    report = json.loads(out.read_text())
    assert report["sha256"] == load_card(released[0]).file("int8").sha256
    assert len(report["corruptions"]) == 15


def test_a_run_leaves_a_report_with_pictures(
    released: tuple[Path, Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_evaluate(monkeypatch, released, "run", "quick") == 0
    names = {path.name for path in (Path(released[1].train.folder) / "quick" / "report").iterdir()}
    assert names == {"report.json", "report.md", "confusion_fer.png", "risk_coverage.png"}


def test_the_zoo_table_tells_trained_from_untrained(
    released: tuple[Path, Settings], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert (
        run_evaluate(monkeypatch, released, "compare", "--no-latency", "--out", str(tmp_path / "zoo.md")) == 0
    )
    lines = (tmp_path / "zoo.md").read_text().splitlines()
    assert any(line.startswith("| little | fer | 12") and "not trained" not in line for line in lines)
    assert sum("not trained" in line for line in lines) == 6


def test_a_private_report_leaves_that_of_validation_and_its_temperature(
    released: tuple[Path, Settings], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run = Path(released[1].train.folder) / "quick"
    write_csv(tmp_path / "fer2013.csv", private=14)
    csv = ("--set", "data.kind=csv", "--set", f"data.path={tmp_path}")
    assert run_evaluate(monkeypatch, released, "run", "quick") == 0
    before = (run / "report" / "report.json").read_bytes()
    judged: list[float | None] = []
    judge = evaluate.judge
    monkeypatch.setattr(evaluate, "judge", lambda *given: judged.append(given[5]) or judge(*given))
    monkeypatch.setattr(evaluate, "fit_confidence", lambda logits, *_, **__: (1.0 + len(logits), 0.5))
    assert run_evaluate(monkeypatch, released, "run", "quick", "--split", "private", *csv) == 0
    assert (run / "report" / "report.json").read_bytes() == before
    private = json.loads((run / "report_private" / "report.json").read_text())
    assert private["heads"]["fer"]["rows"] == 14
    validation_rows = 1.0 + sum("PublicTest" in line for line in (tmp_path / "fer2013.csv").open())
    assert judged == [validation_rows]


def write_report(folder: Path, name: str, **changes: Any) -> None:
    """The report of a run that `describe_recipe` would tell from others by its rate alone."""
    figures = {"dataset": "FER2013 compact sheets", "rows": 700, "intervals": {"accuracy": [0.5, 0.7]}}
    figures |= dict.fromkeys(("accuracy", "balanced_accuracy", "macro_f1", "ece"), 0.6)
    figures["dataset"] = changes.pop("dataset", figures["dataset"])
    spec = default_spec("custom_cnn", {"fer": 7}).as_dict() | changes.pop("spec", {})
    report = {"name": name, "split": "validation", "spec": spec, "heads": {"fer": figures}, **changes}
    (folder / name / "report").mkdir(parents=True)
    (folder / name / "report" / "report.json").write_text(json.dumps(report))


def compare_runs(folder: Path) -> list[str]:
    table = compare_zoo(folder / "released", folder, with_latency=False).splitlines()
    return [line for line in table if "custom_cnn" in line]


def test_only_seeds_of_one_recipe_share_a_line(tmp_path: Path) -> None:
    write_report(tmp_path, "first", recipe={"lr": 0.1})
    write_report(tmp_path, "second", recipe={"lr": 0.1})
    assert [line.split(" | ")[0] for line in compare_runs(tmp_path)] == ["| custom_cnn (2 runs)"]
    write_report(tmp_path, "third", recipe={"lr": 0.2})
    write_report(tmp_path, "older")
    write_report(tmp_path, "younger")
    lines = compare_runs(tmp_path)
    assert [line.split(" | ")[0] for line in lines] == [
        "| custom_cnn (2 runs)",
        "| custom_cnn (older)",
        "| custom_cnn (third)",
        "| custom_cnn (younger)",
    ]
    assert all("60.0% (50.0% to 70.0%)" in line for line in lines[1:])


def test_the_table_says_which_other_faces_a_model_was_judged_on(tmp_path: Path) -> None:
    write_report(tmp_path, "drawn", dataset="drawn faces")
    assert "60.0% (50.0% to 70.0%), drawn faces |" in compare_runs(tmp_path)[0]


def test_the_table_fetches_no_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    create = comparison.create_model
    monkeypatch.setattr(comparison, "create_model", lambda spec: asked.append(spec) or create(spec))
    write_report(tmp_path, "tuned", spec={"pretrained": True})
    assert compare_runs(tmp_path)
    assert not any(spec.pretrained for spec in asked)


def test_the_kept_reports_make_the_lines_of_the_documentation(tmp_path: Path) -> None:
    for name in (
        "teacher",
        "dexpression",
        "efficientnet-lite-2",
    ):  # those in git; whoever trains here has others
        shutil.copytree(ROOT / "checkpoints" / name / "report", tmp_path / name / "report")
    table = compare_zoo(tmp_path / "none", tmp_path, with_latency=False)
    kept = [line for line in table.splitlines() if "(1 run)" in line]
    documented = (ROOT / "docs" / "models.md").read_text()
    assert len(kept) == documented.count("(1 run)") == 6
    assert all(line.removesuffix(" - | - | - | - |") in documented for line in kept)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "typo"), "typo holds no finished epoch"),
        (("released", "little", "--json", "no/such/folder.json"), "No such file"),
    ],
)
def test_a_slip_of_the_pen_is_one_sentence(
    released: tuple[Path, Settings],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    said: str,
) -> None:
    assert run_evaluate(monkeypatch, released, *words) == 2
    assert said in capsys.readouterr().err


def test_a_release_where_a_file_stands_is_one_sentence(
    released: tuple[Path, Settings],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    (tmp_path / "file").touch()
    options = as_options(f"train.folder={released[1].train.folder}", f"export.released={tmp_path}/file")
    monkeypatch.setattr(sys, "argv", ["export.py", "quick", *options])
    assert export.main() == 2
    assert f"{tmp_path}/file" in capsys.readouterr().err


def test_labels_in_another_order_are_no_match(released: tuple[Path, Settings]) -> None:
    card, faces = load_card(released[0]), evaluate.open_faces(released[1].data)
    turned = card.__class__(**{**vars(card), "labels": card.labels[::-1]})
    with pytest.raises(evaluate.EvaluationError, match="the card's labels are neutral"):
        evaluate.check_labels(turned, faces, "fer")


def test_without_parity_nothing_is_released_and_the_old_release_stays(
    released: tuple[Path, Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, settings = released
    before = (folder / "card.json").read_text()

    def slightly_off(*arguments: Any) -> evaluate.Predictor:
        real = evaluate.engine_predictor(*arguments)
        return lambda pixels: real(pixels) + np.linspace(0, 0.01, 7, dtype=np.float32)

    monkeypatch.setattr(export, "engine_predictor", slightly_off)
    with pytest.raises(ExportError, match="differ by"):
        export_model(settings, Path(settings.train.folder) / "quick" / "best.pt", "fer", "little")
    assert (folder / "card.json").read_text() == before
    assert [path.name for path in folder.parent.iterdir()] == ["little"]


def test_int8_is_left_out_where_it_costs_too_much(released: tuple[Path, Settings]) -> None:
    settings = released[1]
    strict = settings.model_copy(
        update={
            "export": settings.export.model_copy(
                update={"int8_max_loss": -1.0, "released": f"{settings.train.folder}/strict"}
            )
        }
    )
    folder = export_model(strict, Path(settings.train.folder) / "quick" / "best.pt", "fer", "strict")
    assert not (folder / "model_int8.onnx").exists()
    assert set(load_card(folder).files) == {"fp32"}


def renew_int8(monkeypatch: pytest.MonkeyPatch, settings: Settings, *overrides: str) -> int:
    own = [f"export.released={settings.export.released}", "export.int8_max_loss=0.099"]
    options = as_options(*own, "data.drawn_per_class=10", *overrides)
    monkeypatch.setattr(
        sys, "argv", ["export.py", "little", "--renew-int8", "--config", str(DRAWN), *options]
    )
    return export.main()


def test_the_int8_file_is_made_again_from_what_was_released(
    released: tuple[Path, Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, settings = released
    before = load_card(folder)
    (folder / "model_int8.onnx").write_bytes((folder / "model.onnx").read_bytes())
    document = json.loads((folder / "card.json").read_text())
    document["files"]["int8"]["sha256"] = before.sha256  # as if an older program had made it otherwise
    (folder / "card.json").write_text(json.dumps(document))
    assert renew_int8(monkeypatch, settings) == 0
    after = load_card(folder)
    assert {key: file.sha256 for key, file in after.files.items()} == {
        key: file.sha256 for key, file in before.files.items()
    }
    assert after.temperature == before.temperature
    assert after.document["metrics"]["validation"] == before.document["metrics"]["validation"]
    assert run_evaluate(monkeypatch, released, "released", "little", "--precision", "int8") == 0
    assert renew_int8(monkeypatch, settings) == 0
    versions = [after.version, load_card(folder).version]
    assert versions == [f"{before.version}.2", f"{before.version}.3"]


@pytest.mark.parametrize(
    ("int8_accuracy", "change", "said"),
    [
        (0.1, "data.drawn_per_class=10", "stays as it was"),
        (0.9, "data.drawn_per_class=11", "from other faces"),
    ],
)
def test_a_renewal_that_fails_leaves_the_release_alone(
    released: tuple[Path, Settings],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    int8_accuracy: float,
    change: str,
    said: str,
) -> None:
    folder, settings = released
    scores = iter([0.9, int8_accuracy])
    monkeypatch.setattr(export, "accuracy", lambda *_: next(scores))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert renew_int8(monkeypatch, settings, change) == 2
    assert said in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == ["little"]
