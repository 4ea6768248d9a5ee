"""What the inference tests share: the configured rules, a tiny model, the detectors, a real portrait."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import skimage
from inference_samples import make_model

from inference.card import Card, load_card
from inference.pipeline import Pipeline, open_pipeline
from inference.rules import PipelineRules
from settings import ROOT, load_settings


@pytest.fixture(scope="session")
def rules() -> PipelineRules:
    return PipelineRules.from_mapping(load_settings(environ={}).serve.pipeline.model_dump())


@pytest.fixture(scope="session")
def model_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="session")
def card(model_directory: Path) -> Card:
    return load_card(model_directory)


@pytest.fixture(scope="session")
def detector_directory() -> Path:
    """Where `scripts/prepare.py detectors` puts the networks; without them the tests fail."""
    return Path(os.environ.get("ATTUNE_VAR_DIR") or ROOT / "var") / "detectors"


@pytest.fixture(scope="session")
def pipeline(model_directory: Path, detector_directory: Path, rules: PipelineRules) -> Pipeline:
    return open_pipeline(model_directory, detector_directory, replace(rules, max_frame_bytes=1_000_000))


@pytest.fixture(scope="session")
def astronaut() -> np.ndarray:
    """A real smiling face, 320x240, blue-green-red: Eileen Collins (NASA, public domain)."""
    picture = cv2.imread(str(Path(skimage.__file__).parent / "data" / "astronaut.png"))
    return cv2.resize(picture[:384], (320, 240), interpolation=cv2.INTER_AREA)


@pytest.fixture(scope="session")
def empty_room() -> np.ndarray:
    ramp = np.linspace(40, 200, 320, dtype=np.float32)[None, :, None]
    noise = np.random.default_rng(0).normal(0, 6, (240, 320, 3))
    return np.clip(ramp + noise, 0, 255).astype(np.uint8)


@pytest.fixture(scope="session")
def run_together() -> Callable[[Sequence[Callable[[], Any]]], list[Any]]:
    """Run calls in four threads that start at the same moment; give their results in order."""

    def run(calls: Sequence[Callable[[], Any]]) -> list[Any]:
        with ThreadPoolExecutor(4) as pool:
            return [future.result(timeout=30) for future in [pool.submit(call) for call in calls]]

    return run
