"""A tiny model made on the spot and the encoding of a frame: what several inference tests start from."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import cv2
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LABELS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")


def make_model(directory: Path, seed: int = 0, version: str = "1", **changes: object) -> Path:
    """Write a linear network and its card; `changes` replace whole keys of the card."""
    directory.mkdir(parents=True, exist_ok=True)
    weights = np.random.default_rng(seed).standard_normal((48 * 48, len(LABELS))).astype(np.float32) * 0.02
    graph = helper.make_graph(
        [
            helper.make_node("Flatten", ["face"], ["flat"]),
            helper.make_node("MatMul", ["flat", "w"], ["logits"]),
        ],
        "tiny",
        [helper.make_tensor_value_info("face", TensorProto.FLOAT, ["N", 1, 48, 48])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", len(LABELS)])],
        [numpy_helper.from_array(weights, "w")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 9
    onnx.save(model, str(directory / "model.onnx"))
    digest = hashlib.sha256((directory / "model.onnx").read_bytes()).hexdigest()
    card = {
        "format": 1,
        "name": "tiny",
        "version": version,
        "labels": list(LABELS),
        "input": {"size": 48, "channels": 1, "color": "gray", "scale": 255, "mean": [0.5], "std": [0.25]},
        "files": {"fp32": {"name": "model.onnx", "sha256": digest}},
        "sha256": digest,
        "crop": {"rule": "eyes", "eye_distance": 0.37, "eye_y": 0.39, "eye_to_mouth": 0.4},
        "quality": {"min_face_px": 30, "min_brightness": 35, "min_sharpness": 0.012, "max_yaw": 0.55},
        "temperature": 1.0,
        "abstain_below": 0.0,
    }
    (directory / "card.json").write_text(json.dumps(card | changes), encoding="utf-8")
    return directory


def encode(pixels: np.ndarray, suffix: str = ".jpg", quality: int = 90) -> bytes:
    """Encode a picture the way a browser would."""
    return cv2.imencode(suffix, pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
