"""Parts that several families share: attention and the convolution that all of ours begin with."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class SqueezeExcite(nn.Module):
    """Weighs each channel by what the whole face shows."""

    def __init__(self, channels: int, reduction: int = 8) -> None:
        super().__init__()
        hidden = max(8, channels // reduction)
        self.squeeze = nn.Conv2d(channels, hidden, 1)
        self.excite = nn.Conv2d(hidden, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        return x * self.weigh(x)

    def weigh(self, x: Tensor) -> Tensor:
        """What each channel is multiplied by, (N, C, 1, 1)."""
        return torch.sigmoid(self.excite(torch.relu(self.squeeze(x.mean((2, 3), keepdim=True)))))


class ConvolutionalAttention(nn.Module):
    """CBAM: weighs channels by mean and maximum, then places by the same."""

    def __init__(self, channels: int, reduction: int = 8, window: int = 7) -> None:
        super().__init__()
        hidden = max(8, channels // reduction)
        self.channel = nn.Sequential(
            nn.Conv2d(channels, hidden, 1, bias=False), nn.ReLU(), nn.Conv2d(hidden, channels, 1, bias=False)
        )
        self.place = nn.Conv2d(2, 1, window, padding=window // 2, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        mean = x.mean((2, 3), keepdim=True)
        peak = x.amax((2, 3), keepdim=True)
        x = x * torch.sigmoid(self.channel(mean) + self.channel(peak))
        summary = torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], dim=1)  # (N, 2, H, W)
        return x * torch.sigmoid(self.place(summary))


def make_attention(kind: str, channels: int) -> nn.Module:
    if kind == "se":
        return SqueezeExcite(channels)
    if kind == "cbam":
        return ConvolutionalAttention(channels)
    return nn.Identity()


def conv_norm(
    inputs: int, outputs: int, kernel: int = 3, stride: int = 1, relu: bool = True
) -> nn.Sequential:
    """Convolution, batch norm and, unless a sum follows, ReLU."""
    layers: list[nn.Module] = [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
    ]
    return nn.Sequential(*layers, nn.ReLU(inplace=True)) if relu else nn.Sequential(*layers)


class GlobalPool(nn.Module):
    """(N, C, H, W) to (N, C): the mean over all places."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean((2, 3))
