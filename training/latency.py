"""Time a network in the runtimes people serve it with, one thread, median of many runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import nn

WARM_UP, RUNS = 10, 60


def time_onnxruntime(path: Path, shape: tuple[int, int, int, int]) -> float:
    """Milliseconds a face."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    faces = np.zeros(shape, np.float32)
    name = session.get_inputs()[0].name
    return _median_ms(lambda: session.run(None, {name: faces})) / shape[0]


def time_openvino(path: Path, shape: tuple[int, int, int, int]) -> float | None:
    """Milliseconds a face, or nothing where OpenVINO is not installed."""
    try:
        import openvino
    except ImportError:
        return None
    hints = {"INFERENCE_NUM_THREADS": 1, "INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"}
    request = openvino.Core().compile_model(str(path), "CPU", hints).create_infer_request()
    faces = np.zeros(shape, np.float32)
    return _median_ms(lambda: request.infer({0: faces})) / shape[0]


@torch.inference_mode()
def time_torch(network: nn.Module, shape: tuple[int, int, int, int]) -> float:
    """Milliseconds a face, eager, as it was trained."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        faces = torch.zeros(shape)
        return _median_ms(lambda: network(faces)) / shape[0]
    finally:
        torch.set_num_threads(threads)


def _median_ms(run: Callable[[], object]) -> float:
    times = []
    for index in range(WARM_UP + RUNS):
        started = time.perf_counter()
        run()
        if index >= WARM_UP:
            times.append(time.perf_counter() - started)
    return float(np.median(times) * 1000)
