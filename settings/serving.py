"""Sections of config.yaml that turn a frame into a reading."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from settings.section import Section


class DetectorFile(Section):
    """One detector network: its file name, the content it must have, and where it ships."""

    file: str
    sha256: str
    source: str


class PipelineSettings(Section):
    """How a frame becomes a reading; the inference library takes these as its rules."""

    detector: Literal["blazeface", "centerface", "haar"]
    max_frame_bytes: int = Field(ge=1024)
    max_frame_pixels: int = Field(ge=4096)
    face_score: float = Field(gt=0, lt=1)
    tracked_score: float = Field(gt=0, lt=1)
    region_scale: float = Field(ge=1)
    full_scan_s: float = Field(ge=0)
    empty_search_every: int = Field(ge=1)
    other_face_ratio: float = Field(gt=0, le=1)
    same_face_iou: float = Field(ge=0, le=1)
    smoothing_s: float = Field(ge=0)
    label_margin: float = Field(ge=0, lt=1)
    absence_s: float = Field(ge=0)


class ServeSettings(Section):
    """The server's numbers. Secrets and addresses come from the environment, never from here."""

    host: str
    port: int = Field(ge=1, le=65535)
    model: str
    precision: Literal["fp32", "int8"]
    runtime: Literal["onnxruntime", "openvino"]
    pipeline: PipelineSettings
    detectors: dict[str, DetectorFile]
