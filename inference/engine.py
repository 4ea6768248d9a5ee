"""Run an exported network: one small protocol over ONNX Runtime and OpenVINO.

An engine maps float32 (N, C, S, S) to float32 logits (N, K), is safe to call from several threads, and
knows neither labels nor pictures.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from inference.array import Floats
from inference.card import Card
from inference.errors import EngineError

RUNTIMES = ("onnxruntime", "openvino")


class Engine(Protocol):
    """An object that runs an exported model."""

    def run(self, batch: Floats) -> Floats:
        """Return the logits of a batch of faces, row by row."""


def open_engine(
    card: Card, runtime: str = "onnxruntime", precision: str = "int8", threads: int = 1
) -> Engine:
    """Open the card's network and make sure that it answers in the card's shapes."""
    if runtime not in RUNTIMES:
        raise EngineError(f"Runtime {runtime!r} is not known; choose one of {', '.join(RUNTIMES)}.")
    path = card.file(precision).path
    engine: Engine = OpenVinoEngine(path, threads) if runtime == "openvino" else OnnxEngine(path, threads)
    spec = card.input
    logits = engine.run(np.zeros((2, spec.channels, spec.size, spec.size), np.float32))
    if logits.shape != (2, len(card.labels)):
        raise EngineError(
            f"{path.name} answers {logits.shape[1:]} numbers a face, its card has {len(card.labels)} labels."
        )
    return engine


class OnnxEngine:
    """A network in ONNX Runtime on the CPU."""

    def __init__(self, path: Path, threads: int) -> None:
        self._session = open_onnx_session(path, threads)
        self._input = self._session.get_inputs()[0].name

    def run(self, batch: Floats) -> Floats:
        """Return the logits of a batch of faces, row by row."""
        try:
            logits: Floats = self._session.run(None, {self._input: batch})[0]
        except Exception as error:  # ONNX Runtime has no common base class for its errors
            raise EngineError("The network refused its input.") from error
        return logits


class OpenVinoEngine:
    """A network in OpenVINO on the CPU, in float32 unless the file itself is quantised.

    Without the precision hint OpenVINO silently computes in bfloat16 on CPUs that can.
    """

    def __init__(self, path: Path, threads: int) -> None:
        self._compiled = _compile_openvino(path, threads)
        self._local = threading.local()

    def run(self, batch: Floats) -> Floats:
        """Return the logits of a batch of faces, row by row."""
        request = getattr(self._local, "request", None)
        if request is None:
            request = self._local.request = self._compiled.create_infer_request()
        try:
            answer = request.infer({0: batch}, share_inputs=True)
        except RuntimeError as error:
            raise EngineError("The network refused its input.") from error
        return np.array(answer[0], np.float32)


def open_onnx_session(path: Path, threads: int) -> Any:
    """Open a network in ONNX Runtime with a fixed number of threads that do not spin while idle."""
    import onnxruntime

    onnxruntime.set_default_logger_severity(3)  # warnings about unused initialisers help nobody here
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime has no common base class for its errors
        raise EngineError(f"{path.name} cannot be opened by ONNX Runtime.") from error


def _compile_openvino(path: Path, threads: int) -> Any:
    try:
        import openvino
    except ImportError:
        raise EngineError("OpenVINO is not installed: pip install 'attune[openvino]'.") from None
    hints = {
        "INFERENCE_NUM_THREADS": threads,
        "INFERENCE_PRECISION_HINT": "f32",
        "PERFORMANCE_HINT": "LATENCY",
    }
    try:
        return openvino.Core().compile_model(str(path), "CPU", hints)
    except RuntimeError as error:
        raise EngineError(f"{path.name} cannot be opened by OpenVINO.") from error
