"""EfficientNet: inverted bottlenecks with squeeze-excite, whose attention can be exchanged or left out.

lite0 is b0 without attention and with ReLU6, made for processors; published ImageNet weights can be its
beginning (`python -m training.published_start`).
"""

from __future__ import annotations

from torch import nn

from models.blocks import ConvolutionalAttention, GlobalPool
from models.registry import ModelError, ModelSpec, Trunk, register
from models.torchvision_families import SMALL_FACE, adapt_first_convolution, build_torchvision

VARIANTS = {
    "": "efficientnet_b0",
    "b0": "efficientnet_b0",
    "b1": "efficientnet_b1",
    "b2": "efficientnet_b2",
    "lite0": "efficientnet_b0",
}


@register("efficientnet", attention=("se", "none", "cbam"))
def build(spec: ModelSpec) -> Trunk:
    if spec.variant not in VARIANTS:
        raise ModelError(f"efficientnet has the variants b0, b1, b2 and lite0, not '{spec.variant}'.")
    lite = spec.variant == "lite0"
    if lite and (spec.attention != "none" or spec.pretrained):
        raise ModelError(
            "efficientnet lite0 takes model.attention=none and model.pretrained=false; it can begin with"
            " published weights through train.start_from (docs/models.md)."
        )
    source = build_torchvision(VARIANTS[spec.variant], spec.pretrained)
    first = source.features[0]
    first[0] = adapt_first_convolution(first[0], spec.channels, stride=1 if spec.size < SMALL_FACE else None)
    if spec.attention != "se":
        _exchange_attention(source.features, spec.attention)
    if lite:
        _exchange_activation(source.features)
    return Trunk(nn.Sequential(source.features, GlobalPool()), source.classifier[-1].in_features)


def _exchange_attention(network: nn.Module, kind: str) -> None:
    """Put CBAM, or nothing, where squeeze-excite stood."""
    for name, child in network.named_children():
        if type(child).__name__ == "SqueezeExcitation":
            channels = child.fc1.in_channels
            setattr(network, name, ConvolutionalAttention(channels) if kind == "cbam" else nn.Identity())
        else:
            _exchange_attention(child, kind)


def _exchange_activation(network: nn.Module) -> None:
    """Put ReLU6, which costs next to nothing, where SiLU stood."""
    for name, child in network.named_children():
        if isinstance(child, nn.SiLU):
            setattr(network, name, nn.ReLU6(inplace=True))
        else:
            _exchange_activation(child)
