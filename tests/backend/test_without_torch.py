"""The server starts and reads a face where `import torch` cannot succeed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from realtime_world import World, encode_portrait

TRAINING_PACKAGES = ("torch", "torchvision", "onnx", "wandb", "matplotlib")


@pytest.fixture
def shadows(tmp_path: Path) -> Path:
    """A folder whose modules hide the training packages and refuse to be imported."""
    folder = tmp_path / "shadows"
    folder.mkdir()
    for name in TRAINING_PACKAGES:
        (folder / f"{name}.py").write_text(f"raise ImportError('{name} is not for serving')\n")
    return folder


@pytest.fixture
def world(tmp_path: Path, shadows: Path) -> Iterator[World]:
    folder = tmp_path / "var"
    folder.mkdir()
    world = World(folder, shadows=[shadows])
    world.declare()
    yield world
    world.stop()


@pytest.mark.parametrize("package", TRAINING_PACKAGES)
def test_the_package_really_cannot_be_imported(shadows: Path, package: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(shadows)}
    run = subprocess.run([sys.executable, "-c", f"import {package}"], env=environment, capture_output=True)
    assert b"is not for serving" in run.stderr


def test_a_face_is_read_without_torch(world: World) -> None:
    lecture = world.give_lecture()
    student = world.connect(world.add_student(lecture))
    student.join(lecture)
    assert student.call("frame", encode_portrait())["reading"]["label"] == "happy"
    student.close()
