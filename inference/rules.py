"""The numbers that decide how a frame becomes a reading. Their values and reasons stand in config.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class PipelineRules:
    """One value for every key of `serve.pipeline` in config.yaml."""

    detector: str
    max_frame_bytes: int
    max_frame_pixels: int
    face_score: float
    tracked_score: float
    region_scale: float
    full_scan_s: float
    empty_search_every: int
    other_face_ratio: float
    same_face_iou: float
    smoothing_s: float
    label_margin: float
    absence_s: float

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> PipelineRules:
        """Build the rules from a settings section; a missing key is an error that names it."""
        return cls(**{field.name: values[field.name] for field in fields(cls)})
