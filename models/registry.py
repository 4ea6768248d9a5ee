"""The one door through which a network is made: a name from config.yaml becomes a trunk with heads.

It knows no data set: heads come as a mapping from a name to a number of classes.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn

FAMILIES = ("custom_cnn", "vgg", "resnet", "efficientnet", "mobilenet", "densenet", "dexpression")


class ModelError(Exception):
    """A network cannot be made as asked; the text says why and what to do."""


@dataclass(frozen=True)
class ModelSpec:
    """Everything needed to build the same network again; stands in each checkpoint and card."""

    name: str
    heads: tuple[tuple[str, int], ...]
    size: int = 48
    channels: int = 1
    variant: str = ""
    attention: str = "none"
    dropout: float = 0.0
    pretrained: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "heads": dict(self.heads)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ModelSpec:
        try:
            heads = tuple((str(name), int(count)) for name, count in values["heads"].items())
            return cls(**{**values, "heads": heads})
        except (KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"the model description cannot be read: {error}.") from None


@dataclass(frozen=True)
class Trunk:
    """A network that turns (N, channels, size, size) into (N, features)."""

    body: nn.Module
    features: int


TrunkBuilder = Callable[[ModelSpec], Trunk]
_BUILDERS: dict[str, TrunkBuilder] = {}
_ATTENTION: dict[str, tuple[str, ...]] = {}


def register(name: str, attention: tuple[str, ...] = ("none",)) -> Callable[[TrunkBuilder], TrunkBuilder]:
    """Make a family known under its name, with the kinds of attention it can take."""

    def keep(builder: TrunkBuilder) -> TrunkBuilder:
        _BUILDERS[name] = builder
        _ATTENTION[name] = attention
        return builder

    return keep


class FaceNetwork(nn.Module):
    """A trunk and one linear layer for each label set."""

    def __init__(self, spec: ModelSpec, trunk: Trunk) -> None:
        super().__init__()
        self.spec = spec
        self.trunk = trunk.body
        self.dropout = nn.Dropout(spec.dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(trunk.features, count) for name, count in spec.heads})

    def forward(self, faces: Tensor) -> dict[str, Tensor]:
        features = self.dropout(self.trunk(faces))  # (N, features)
        return {name: head(features) for name, head in self.heads.items()}


def create_model(spec: ModelSpec) -> FaceNetwork:
    """Build the network that `spec` describes, or say why it cannot be built."""
    _import_family(spec.name)
    if spec.attention not in _ATTENTION[spec.name]:
        raise ModelError(
            f"{spec.name} takes attention {' or '.join(_ATTENTION[spec.name])}, not '{spec.attention}'."
        )
    return FaceNetwork(spec, _BUILDERS[spec.name](spec))


def default_spec(name: str, heads: Mapping[str, int], size: int = 48) -> ModelSpec:
    """A family as it is when nothing is asked of it: for lists and tables."""
    return ModelSpec(
        name=name, heads=tuple(heads.items()), size=size, attention=resolve_attention(name, "default")
    )


def resolve_attention(name: str, wanted: str) -> str:
    """What "default" means for a family; anything else is taken at its word."""
    _import_family(name)
    return _ATTENTION[name][0] if wanted == "default" else wanted


def _import_family(name: str) -> None:
    if name not in FAMILIES:
        raise ModelError(f"there is no model '{name}'; choose one of {', '.join(FAMILIES)}.")
    importlib.import_module(f"models.{name}")


def count_parameters(model: nn.Module) -> int:
    return sum(parameter.numel() for parameter in model.parameters())


def count_flops(model: FaceNetwork) -> int:
    """Operations of one face: two for each multiplication in convolutions and linear layers."""
    total = 0

    def add(module: nn.Module, _inputs: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal total
        weight = module.weight
        places = output.numel() // weight.shape[0]
        total += 2 * places * weight.numel()

    layers = [module for module in model.modules() if isinstance(module, nn.Conv2d | nn.Linear)]
    hooks = [layer.register_forward_hook(add) for layer in layers]
    was_training = model.training
    try:
        with torch.no_grad():
            model.eval()(torch.zeros(1, model.spec.channels, model.spec.size, model.spec.size))
    finally:
        for hook in hooks:
            hook.remove()
        model.train(was_training)
    return total
