"""Disturb training faces as webcams and detectors do, a whole batch at a time; prepare the others untouched.

Works on tensors, so that the same few lines run on CPU and GPU and cost a few milliseconds a batch. Every
random number comes from the generator that is passed in.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from settings import AugmentSettings

BLUR_TAPS = (0.06, 0.24, 0.4, 0.24, 0.06)  # a Gaussian of about one pixel
LOW_RESOLUTIONS = (0.4, 0.55, 0.7)  # of the side: 19, 26 and 34 px for a 48 px face
LARGEST_PATCH = 0.33  # of the side: a hand, hair, a microphone
NOISE_STD = 0.06  # of white; strong sensor noise


class Augmentation:
    """Training faces: uint8 (N, C, H, W) to float (N, C, size, size) in 0..1, disturbed."""

    def __init__(self, settings: AugmentSettings) -> None:
        self._settings = settings

    def apply(self, faces: Tensor, size: int, generator: torch.Generator) -> Tensor:
        x = faces.float() / 255
        x = self._move(x, size, generator)
        x = self._relight(x, generator)
        x = self._where(x, _blur(x), self._settings.blur, generator)
        x = self._lower_resolution(x, generator)
        x = self._add_noise(x, generator)
        return self._cover(x.clamp(0, 1), generator)

    def _move(self, x: Tensor, size: int, generator: torch.Generator) -> Tensor:
        """Flip, turn, zoom, shift and shear in one sampling, which also brings the faces to `size`."""
        s, n = self._settings, len(x)
        angle = _spread(n, generator) * torch.pi * s.rotate_degrees / 180
        zoom = 1 + _spread(n, generator) * s.scale
        stretch = 1 + _spread(n, generator) * s.scale / 2
        shear = _spread(n, generator) * s.shear
        mirror = torch.where(torch.rand(n, generator=generator) < s.flip, -1.0, 1.0)
        cos, sin = torch.cos(angle) * zoom, torch.sin(angle) * zoom
        move = torch.stack([_spread(n, generator), _spread(n, generator)], 1) * 2 * s.shift
        matrix = torch.stack([mirror * cos, (shear - sin) * stretch, mirror * sin, cos * stretch], 1).view(
            n, 2, 2
        )
        grid = F.affine_grid(
            torch.cat([matrix, move[:, :, None]], 2).to(x.device),
            [n, x.shape[1], size, size],
            align_corners=False,
        )
        return F.grid_sample(x, grid, padding_mode="border", align_corners=False)

    def _relight(self, x: Tensor, generator: torch.Generator) -> Tensor:
        s, n = self._settings, len(x)
        gamma = torch.exp(_spread(n, generator) * s.contrast).view(-1, 1, 1, 1).to(x.device)
        contrast = (1 + _spread(n, generator) * s.contrast).view(-1, 1, 1, 1).to(x.device)
        brightness = (_spread(n, generator) * s.brightness).view(-1, 1, 1, 1).to(x.device)
        x = x.clamp(1e-4, 1).pow(gamma)
        mean = x.mean((1, 2, 3), keepdim=True)
        return ((x - mean) * contrast + mean + brightness).clamp(0, 1)

    def _lower_resolution(self, x: Tensor, generator: torch.Generator) -> Tensor:
        size = x.shape[-1]
        pick = int(torch.randint(len(LOW_RESOLUTIONS), (1,), generator=generator))
        small = F.interpolate(x, size=max(8, int(size * LOW_RESOLUTIONS[pick])), mode="area")
        back = F.interpolate(small, size=size, mode="bilinear", align_corners=False)
        return self._where(x, back, self._settings.low_resolution, generator)

    def _add_noise(self, x: Tensor, generator: torch.Generator) -> Tensor:
        noise = torch.randn(x.shape, generator=generator).to(x.device) * NOISE_STD
        return self._where(x, x + noise, self._settings.noise, generator)

    def _cover(self, x: Tensor, generator: torch.Generator) -> Tensor:
        """Lay a patch of one random grey over some faces."""
        s, n, size = self._settings, len(x), x.shape[-1]
        covered = torch.rand(n, generator=generator) < s.cutout
        side = (0.3 + 0.7 * torch.rand(2, n, generator=generator)) * LARGEST_PATCH * size
        centre = torch.rand(2, n, generator=generator) * size
        grey = torch.rand(n, 1, 1, 1, generator=generator).to(x.device)
        place = torch.arange(size)
        inside = (place[None, None] - centre[:, :, None]).abs() < side[:, :, None] / 2  # (2, n, size)
        patch = inside[0, :, :, None] & inside[1, :, None, :] & covered[:, None, None]
        return torch.where(patch[:, None].to(x.device), grey, x)

    @staticmethod
    def _where(x: Tensor, changed: Tensor, probability: float, generator: torch.Generator) -> Tensor:
        chosen = torch.rand(len(x), generator=generator) < probability
        return torch.where(chosen.view(-1, 1, 1, 1).to(x.device), changed, x)


def resize_faces(faces: Tensor, size: int) -> Tensor:
    """Faces that are only looked at: uint8 (N, C, H, W) to float (N, C, size, size) in 0..1."""
    x = faces.float() / 255
    if x.shape[-2:] == (size, size):
        return x
    shrinks = x.shape[-1] > size
    return F.interpolate(x, size=(size, size), mode="bilinear", align_corners=False, antialias=shrinks)


def to_channels(x: Tensor, channels: int) -> Tensor:
    """Grey to three equal planes, colour to its luma, or as it is."""
    if x.shape[1] == channels:
        return x
    if channels == 3:
        return x.expand(-1, 3, -1, -1)
    weights = torch.tensor([0.299, 0.587, 0.114], device=x.device).view(1, 3, 1, 1)
    return (x * weights).sum(1, keepdim=True)


def _spread(count: int, generator: torch.Generator) -> Tensor:
    """Uniform in -1..1."""
    return torch.rand(count, generator=generator) * 2 - 1


def _blur(x: Tensor) -> Tensor:
    taps = torch.tensor(BLUR_TAPS, device=x.device, dtype=x.dtype)
    channels = x.shape[1]
    across = taps.view(1, 1, 1, -1).expand(channels, 1, 1, -1)
    down = taps.view(1, 1, -1, 1).expand(channels, 1, -1, 1)
    padded = F.pad(x, (2, 2, 2, 2), mode="replicate")
    return F.conv2d(F.conv2d(padded, across, groups=channels), down, groups=channels)
