"""Data sets in every form: read as published, split, audited; every fault named with file, row and reason."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from data_files import (
    drawn_rows,
    write_affectnet_csv,
    write_affectnet_folders,
    write_csv,
    write_folders,
    write_sheets,
    write_votes,
)
from drawn_runs import DRAWN, SettingsMaker
from PIL import ExifTags, Image

from dataset import open_faces, read_table, split_table
from settings import ROOT
from training.audit import audit_table
from training.faces import TRAIN, VALIDATION, DataError, FaceTable, PixelsInFiles, PixelsInMemory
from training.labels import FER_LABELS, FERPLUS_LABELS, NO_LABEL, targets_from_labels, targets_from_votes


def test_sheets_and_csv_hold_the_same_faces(tmp_path: Path, quick: SettingsMaker) -> None:
    write_sheets(tmp_path)
    write_csv(tmp_path / "fer2013.csv")
    write_votes(tmp_path / "votes.csv", 35)
    sheets = read_table(quick("data.kind=sheets", f"data.path={tmp_path}").data)
    votes = f"data.votes_path={tmp_path}/votes.csv"
    table = read_table(quick("data.kind=csv", f"data.path={tmp_path}", votes).data)
    assert np.array_equal(sheets.read_all(), table.read_all())
    assert np.array_equal(sheets.targets["fer"].hard, table.targets["fer"].hard)
    assert np.array_equal(sheets.targets["ferplus"].hard, sheets.targets["fer"].hard)
    assert set(table.targets["ferplus"].hard) == {6}  # six of ten said neutral


def test_the_documented_command_reads_the_csv_or_says_how(tmp_path: Path) -> None:
    write_csv(tmp_path / "fer2013.csv")
    data = ("--set", "data.kind=csv", "--set", f"data.path={tmp_path}")
    refused = run_stats(*data, "--out", str(tmp_path / "stats"))
    assert refused.returncode == 2
    assert "say --set 'data.heads=[fer]', or name FER+'s fer2013new.csv" in refused.stderr
    alone = run_stats(*data, "--set", "data.heads=[fer]", "--out", str(tmp_path / "stats"))
    assert (alone.returncode, "ferplus" in alone.stdout) == (0, False)


def test_votes_beside_the_csv_are_found(tmp_path: Path, quick: SettingsMaker) -> None:
    write_csv(tmp_path / "fer2013.csv")
    write_votes(tmp_path / "fer2013new.csv", 35)
    table = read_table(quick("data.kind=csv", f"data.path={tmp_path}").data)
    assert set(table.targets["ferplus"].hard) == {6}


def run_stats(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "dataset.py", "stats", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_header_with_spaces_is_read(tmp_path: Path, quick: SettingsMaker) -> None:
    path = write_csv(tmp_path / "icml_face_data.csv", (" emotion", " pixels", " Usage"))
    text = path.read_text()
    path.write_text(text)
    assert len(read_table(quick("data.kind=csv", f"data.path={tmp_path}").data)) == 35


def test_a_folder_tree_validates_on_its_test_part(tmp_path: Path, quick: SettingsMaker) -> None:
    write_folders(tmp_path)
    faces = open_faces(quick("data.kind=folders", f"data.path={tmp_path}", "data.heads=[folders]").data)
    assert (len(faces.train), len(faces.validation)) == (18, 17)
    assert faces.train.targets["folders"].labels == tuple(sorted(FER_LABELS))


def test_a_tree_without_parts_is_split_by_class_the_same_way_each_time(
    tmp_path: Path, quick: SettingsMaker
) -> None:
    write_folders(tmp_path, ("",))
    data = quick("data.kind=folders", f"data.path={tmp_path}", "data.heads=[folders]").data
    first, second = open_faces(data), open_faces(data)
    assert np.array_equal(first.validation.rows, second.validation.rows)
    assert list(np.bincount(first.validation.targets["folders"].hard)) == [1] * 7


@pytest.mark.parametrize("write", [write_affectnet_folders, write_affectnet_csv])
def test_affectnet_is_read_in_both_layouts(
    write: Callable[[Path], Path], tmp_path: Path, quick: SettingsMaker
) -> None:
    write(tmp_path)
    table = read_table(quick("data.kind=affectnet", f"data.path={tmp_path}", "data.size=48").data)
    assert ((table.usage == TRAIN).sum(), (table.usage == VALIDATION).sum()) == (20, 10)
    assert table.targets["folders"].labels == FERPLUS_LABELS
    assert FERPLUS_LABELS[table.targets["folders"].hard[0]] in ("neutral", "happy")


@pytest.mark.parametrize("kept", [2, 1])
def test_a_class_of_two_gives_one_to_each_part(kept: int, tmp_path: Path, quick: SettingsMaker) -> None:
    write_folders(tmp_path, ("",))
    for label in FER_LABELS:
        for picture in sorted((tmp_path / label).iterdir())[kept:]:
            picture.unlink()
    data = quick("data.kind=folders", f"data.path={tmp_path}", "data.heads=[folders]").data
    if kept == 1:
        with pytest.raises(DataError, match="no face is left to validate on"):
            open_faces(data)
    else:
        assert list(np.bincount(open_faces(data).validation.targets["folders"].hard)) == [1] * 7


def test_affectnet_without_an_expression_is_named(tmp_path: Path, quick: SettingsMaker) -> None:
    for name in ("training", "validation"):
        (tmp_path / f"{name}.csv").write_text("subDirectory_filePath,expression\nnone.png,10\n")
    with pytest.raises(DataError, match="no row with an expression"):
        read_table(quick("data.kind=affectnet", f"data.path={tmp_path}").data)


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path, quick: SettingsMaker) -> None:
    path = write_csv(tmp_path / "fer2013.csv")
    write_affectnet_csv(tmp_path)
    for table in (path, tmp_path / "training.csv"):
        table.write_text(table.read_text(), encoding="utf-8-sig")
    assert len(read_table(quick("data.kind=csv", f"data.path={tmp_path}").data)) == 35
    assert len(read_table(quick("data.kind=affectnet", f"data.path={tmp_path}").data)) == 30


def test_a_stratified_split_keeps_the_shares_of_classes(quick: SettingsMaker) -> None:
    data = quick("data.split=stratified", "data.drawn_per_class=20").data
    table = split_table(read_table(data), data)
    held = table.targets["fer"].hard[table.usage == VALIDATION]
    assert list(np.bincount(held)) == [4] * 7


def test_votes_become_majority_distribution_and_plurality() -> None:
    votes = np.array(
        [
            [0, 8, 1, 0, 0, 0, 0, 1, 0, 0],  # happy, single votes dropped
            [5, 0, 0, 5, 0, 0, 0, 0, 0, 0],  # neutral and sad alike: no majority, no plurality
            [2, 0, 0, 0, 0, 0, 0, 4, 4, 0],  # contempt beside as many unknown: not trained on
            [4, 0, 0, 3, 0, 0, 0, 3, 0, 0],  # neutral leads without a majority
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 10],  # not a face
        ]
    )
    target = targets_from_votes(votes)
    neutral, happy = FERPLUS_LABELS.index("neutral"), FERPLUS_LABELS.index("happy")
    assert list(target.hard) == [happy, NO_LABEL, NO_LABEL, NO_LABEL, NO_LABEL]
    assert list(target.plurality) == [happy, NO_LABEL, NO_LABEL, neutral, NO_LABEL]
    assert list(target.soft.sum(1)) == pytest.approx([1, 1, 0, 1, 0])
    assert target.soft[1, FERPLUS_LABELS.index("sad")] == pytest.approx(0.5)


def test_copies_are_found_dropped_and_reported(quick: SettingsMaker) -> None:
    table = _table_with_copies()
    audit = audit_table(table, 0.98)
    assert list(audit.exact_held_out) == [33]
    assert list(audit.exact_training) == [0]
    assert list(audit.near_held_out) == [34]
    assert list(audit.near_training) == [1]
    assert list(audit.blank) == [2]
    assert audit.contradictions == 1
    assert any("1 held-out rows have an exact copy" in line for line in audit.describe())


def _table_with_copies() -> FaceTable:
    """Rows 33 and 34 are held out; 0 copies 33, 1 nearly copies 34, 2 is blank, 3 contradicts 4."""
    pixels, labels, _ = drawn_rows()
    pixels, labels = pixels.copy(), labels.copy()
    pixels[0] = pixels[33]
    pixels[1] = np.clip(pixels[34].astype(int) + 3, 0, 255)
    pixels[2] = 90
    pixels[3] = pixels[4]
    labels[0] = labels[33]
    usage = np.array([TRAIN] * 33 + [VALIDATION] * 2)
    memory = PixelsInMemory(pixels[:, None])
    return FaceTable(memory, np.arange(35), usage, {"fer": targets_from_labels(FER_LABELS, labels)}, "t")


def test_the_audit_of_a_set_that_does_not_fit_into_memory_reads_it_in_parts() -> None:
    class Files:
        largest = 0

        def __len__(self) -> int:
            return 2000

        def read(self, rows: np.ndarray) -> np.ndarray:
            self.largest = max(self.largest, len(rows))
            planes = np.random.default_rng(0).integers(0, 256, (len(self), 3, 8, 8), dtype=np.uint8)
            return planes[rows]

    files, rows = Files(), np.arange(2000)
    usage = np.where(rows < 1900, TRAIN, VALIDATION)
    labels = {"fer": targets_from_labels(FER_LABELS, rows % 7)}
    assert not len(audit_table(FaceTable(files, rows, usage, labels, "t"), 0.98).exact_held_out)
    assert files.largest <= 512


def test_training_never_sees_a_copy_of_a_validation_face(tmp_path: Path, quick: SettingsMaker) -> None:
    write_folders(tmp_path)
    source = next((tmp_path / "test" / "happy").glob("*.png"))
    (tmp_path / "train" / "happy" / "copy.png").write_bytes(source.read_bytes())
    faces = open_faces(quick("data.kind=folders", f"data.path={tmp_path}", "data.heads=[folders]").data)
    assert len(faces.train) == 18
    assert faces.validation_copies.sum() == 1
    assert "1 training rows dropped" in faces.notes[-1]


def test_a_dropped_row_that_is_blank_and_a_copy_is_counted_once(tmp_path: Path, quick: SettingsMaker) -> None:
    write_folders(tmp_path)
    for part, name in (("train", "copy"), ("test", "blank")):
        Image.new("L", (48, 48), 90).save(tmp_path / part / "happy" / f"{name}.png")
    Image.new("L", (48, 48), 60).save(tmp_path / "train" / "happy" / "blank.png")
    faces = open_faces(quick("data.kind=folders", f"data.path={tmp_path}", "data.heads=[folders]").data)
    assert faces.notes[-1] == "2 training rows dropped: 1 copies of held-out faces, 1 others that are blank"


def _break_line(path: Path, line: int, change: Callable[[str], str]) -> None:
    lines = path.read_text().splitlines()
    lines[line] = change(lines[line])
    path.write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace(" ", "", 1), r"fer2013\.csv line 5: 2303 pixels instead of 2304"),
        (lambda text: "9" + text[1:], r"line 5: the label '9' is not one of 0 to 6"),
        (lambda text: text.replace(",", ",x", 1), r"line 5: the pixels hold something that is not a number"),
        (
            lambda text: text.replace("Training", "Trainig").replace("PublicTest", "Trainig"),
            r"line 5: the usage",
        ),
        (lambda text: text.split(",")[0], r"line 5: the usage ''"),
    ],
)
def test_a_broken_csv_row_is_named(
    change: Callable[[str], str], said: str, tmp_path: Path, quick: SettingsMaker
) -> None:
    _break_line(write_csv(tmp_path / "fer2013.csv"), 4, change)
    with pytest.raises(DataError, match=said):
        read_table(quick("data.kind=csv", f"data.path={tmp_path}").data)


def test_a_wrong_header_is_named(tmp_path: Path, quick: SettingsMaker) -> None:
    write_csv(tmp_path / "fer2013.csv", ("label", "pixels", "Usage"))
    with pytest.raises(DataError, match="the header lacks emotion"):
        read_table(quick("data.kind=csv", f"data.path={tmp_path}").data)


def test_an_unreadable_picture_is_named(tmp_path: Path, quick: SettingsMaker) -> None:
    write_folders(tmp_path)
    broken = next((tmp_path / "train" / "sad").glob("*.png"))
    broken.write_bytes(broken.read_bytes()[:100])
    with pytest.raises(DataError, match=f"{broken.name} cannot be read as a picture"):
        read_table(quick("data.kind=folders", f"data.path={tmp_path}").data)


def test_one_face_reads_the_same_in_every_spelling(tmp_path: Path) -> None:
    face = drawn_rows()[0][0]
    upright = Image.Exif()
    upright[ExifTags.Base.Orientation] = 6  # to be turned right by a quarter
    spellings = {
        "grey.png": (Image.fromarray(face), {}),
        "deep.png": (Image.fromarray(face.astype(np.uint16) * 257), {}),
        "turned.png": (Image.fromarray(np.rot90(face)), {"exif": upright}),
        "colour.png": (Image.fromarray(face).convert("RGB"), {}),
    }
    for name, (picture, options) in spellings.items():
        picture.save(tmp_path / name, **options)
    for channels in (1, 3):
        source = PixelsInFiles([tmp_path / name for name in spellings], len(face), channels)
        for pixels in source.read(np.arange(len(spellings))):
            assert np.array_equal(pixels, np.stack([face] * channels))


def test_an_empty_class_is_named(tmp_path: Path, quick: SettingsMaker) -> None:
    write_folders(tmp_path)
    for picture in (tmp_path / "train" / "fear").glob("*.png"):
        picture.unlink()
    with pytest.raises(DataError, match="fear is a class without a picture"):
        read_table(quick("data.kind=folders", f"data.path={tmp_path}").data)


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        (("data.kind=sheets",), "no data set is named"),
        (("data.kind=csv", "data.path=/nowhere"), "does not exist"),
        (("data.heads=[ferplus]",), r"has no labels 'ferplus'; say --set 'data.heads=\[fer\]'\."),
    ],
)
def test_absent_data_says_what_to_do(overrides: tuple[str, ...], said: str, quick: SettingsMaker) -> None:
    with pytest.raises(DataError, match=said):
        open_faces(quick(*overrides).data)


def test_a_sheet_that_is_too_small_is_named(tmp_path: Path, quick: SettingsMaker) -> None:
    write_sheets(tmp_path)
    Image.new("RGB", (100, 48)).save(tmp_path / "faces_0.webp")
    with pytest.raises(DataError, match=r"faces_0\.webp is 100x48 px, too small for 35 faces"):
        read_table(quick("data.kind=sheets", f"data.path={tmp_path}").data)


def test_stats_prints_counts_and_draws(tmp_path: Path) -> None:
    options = ["--config", str(DRAWN), "--set", "data.drawn_per_class=10", "--out", str(tmp_path)]
    answer = run_stats(*options)
    assert "56 train, 14 validation" in answer.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"class_counts.png", "samples.png", "duplicates.md"}


def test_missing_data_ends_in_one_sentence_and_not_in_a_traceback() -> None:
    answer = subprocess.run(
        [sys.executable, "train.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1
    assert "FER2013 can be had from Kaggle" in answer.stderr
