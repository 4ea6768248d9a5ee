"""Sections of config.yaml that training and export read."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from settings.section import Section


class DataSettings(Section):
    """Where faces come from and how they are split."""

    kind: Literal["sheets", "csv", "folders", "affectnet", "drawn"]
    path: str
    votes_path: str
    heads: tuple[Literal["fer", "ferplus", "folders"], ...] = Field(min_length=1)
    split: Literal["official", "stratified"]
    validation_share: float = Field(gt=0, lt=1)
    size: int = Field(ge=24, le=224)
    channels: Literal[1, 3]
    drop_copies: bool
    near_correlation: float = Field(gt=0.9, le=1)
    drawn_per_class: int = Field(ge=10)


class ModelSettings(Section):
    """Which network, and its shape."""

    name: str
    variant: str
    attention: Literal["default", "none", "se", "cbam"]
    dropout: float = Field(ge=0, lt=1)
    pretrained: bool


class AugmentSettings(Section):
    """How training faces, and only those, are disturbed; probabilities unless said otherwise."""

    flip: float = Field(ge=0, le=1)
    rotate_degrees: float = Field(ge=0, le=45)
    scale: float = Field(ge=0, lt=0.5)
    shift: float = Field(ge=0, lt=0.5)
    shear: float = Field(ge=0, lt=0.5)
    contrast: float = Field(ge=0, lt=1)
    brightness: float = Field(ge=0, lt=1)
    blur: float = Field(ge=0, le=1)
    low_resolution: float = Field(ge=0, le=1)
    noise: float = Field(ge=0, le=1)
    cutout: float = Field(ge=0, le=1)


class TrainSettings(Section):
    """The training loop's numbers."""

    run: str = Field(pattern=r"^[A-Za-z0-9._-]+$")
    folder: str
    start_from: str
    teachers: tuple[str, ...]
    teacher_share: float = Field(ge=0, le=1)
    seed: int
    threads: int = Field(ge=0)
    device: Literal["auto", "cpu", "cuda"]
    epochs: int = Field(ge=1)
    batch_size: int = Field(ge=2)
    optimizer: Literal["sgd", "adamw"]
    lr: float = Field(gt=0)
    weight_decay: float = Field(ge=0)
    loss: Literal["cross_entropy", "focal"]
    schedule: Literal["cosine", "onecycle", "trapezoid"]
    warmup: float = Field(ge=0, lt=1)
    decay: float = Field(gt=0, le=1)
    small_size: int = Field(ge=0)
    small_until: float = Field(ge=0, le=1)
    label_smoothing: float = Field(ge=0, lt=1)
    vote_smoothing: float = Field(ge=0, lt=1)
    balance: Literal["none", "weights", "sampling"]
    balance_power: float = Field(ge=0, le=1)
    mixup: float = Field(ge=0)
    cutmix: float = Field(ge=0)
    mix_probability: float = Field(ge=0, le=1)
    ema_decay: float = Field(ge=0, lt=1)
    bf16: bool
    channels_last: bool
    patience: int = Field(ge=0)
    select_by: Literal["accuracy", "balanced_accuracy", "mean"]
    wandb_mode: Literal["offline", "online", "disabled"]
    wandb_project: str
    wandb_run: str
    augment: AugmentSettings


class CropSettings(Section):
    """Where the eyes stand in a crop, as shares of its side."""

    rule: Literal["eyes"]
    eye_distance: float = Field(gt=0, lt=1)
    eye_y: float = Field(gt=0, lt=1)
    eye_to_mouth: float = Field(gt=0, lt=1)


class QualitySettings(Section):
    """Below or beyond these a face gets no reading."""

    min_face_px: float = Field(ge=1)
    min_brightness: float = Field(ge=0, le=255)
    min_sharpness: float = Field(ge=0)
    max_yaw: float = Field(gt=0)


class ExportSettings(Section):
    """What goes on the card beside an exported model."""

    released: str
    prior_shift: dict[str, float]
    abstain_coverage: float = Field(gt=0, le=1)
    calibration_rows: int = Field(ge=2)
    attention_spread: float = Field(ge=0)
    int8_max_loss: float = Field(ge=0, lt=0.1)
    parity: float = Field(gt=0)
    crop: CropSettings
    quality: QualitySettings
