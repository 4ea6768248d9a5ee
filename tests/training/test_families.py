"""Every family trains, exports and passes parity; asking for the impossible is answered in a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from urllib.error import URLError

import numpy as np
import pytest
import torch
from drawn_runs import SettingsMaker

from export import export_model
from inference.card import load_card
from inference.engine import open_engine
from models import torchvision_families
from models.registry import FAMILIES, ModelError, ModelSpec, create_model
from settings import ROOT
from train import train
from training.sums import count_edges

SMALLEST = {"resnet": "18", "vgg": "11", "mobilenet": "v3-small", "custom_cnn": "tiny"}
TRAINED = [*((family, SMALLEST.get(family, "")) for family in FAMILIES), ("custom_cnn", "fine")]


@pytest.mark.parametrize(("family", "variant"), TRAINED)
def test_a_family_trains_one_epoch_and_exports_with_parity(
    family: str, variant: str, quick: SettingsMaker
) -> None:
    settings = quick(
        f"model.name={family}",
        f"model.variant='{variant}'",
        "data.size=32",
        "export.int8_max_loss=0.099",
    )
    folder = train(settings)
    released = export_model(settings, folder / "best.pt", "fer", family)
    card = load_card(released)
    logits = open_engine(card, precision="fp32").run(np.zeros((3, 1, 32, 32), np.float32))
    assert logits.shape == (3, 7)
    assert card.document["metrics"]["validation"]["rows"] == 14
    assert count_edges(card.file("int8").path) == 0


@pytest.mark.parametrize("family", ["vgg", "resnet", "efficientnet", "custom_cnn"])
@pytest.mark.parametrize("attention", ["se", "cbam"])
def test_attention_can_be_chosen(family: str, attention: str) -> None:
    spec = ModelSpec(family, (("fer", 7),), size=32, variant=SMALLEST.get(family, ""), attention=attention)
    answers = create_model(spec).eval()(torch.zeros(2, 1, 32, 32))
    assert answers["fer"].shape == (2, 7)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_takes_large_faces_in_colour(family: str) -> None:
    variant = SMALLEST.get(family, "")
    attention = "se" if family in ("custom_cnn", "efficientnet") else "none"
    spec = ModelSpec(family, (("fer", 7),), size=112, channels=3, variant=variant, attention=attention)
    assert create_model(spec).eval()(torch.zeros(1, 3, 112, 112))["fer"].shape == (1, 7)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "alexnet"}, "there is no model 'alexnet'"),
        ({"name": "mobilenet", "attention": "cbam"}, "takes attention none"),
        ({"name": "resnet", "variant": "101"}, "18, 34 and 50"),
        ({"name": "mobilenet", "variant": "v1", "pretrained": True}, "begin with a face network"),
        ({"name": "efficientnet", "variant": "lite0", "attention": "se"}, "takes model.attention=none"),
        ({"name": "custom_cnn", "attention": "se", "pretrained": True}, "no pretrained weights"),
    ],
)
def test_an_impossible_network_is_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(ModelError, match=said):
        create_model(ModelSpec(**{"heads": (("fer", 7),), **changes}))


def test_absent_pretrained_weights_say_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    class Offline:
        @staticmethod
        def resnet18(weights: object) -> None:
            raise URLError("no network")

    monkeypatch.setattr(torchvision_families, "torchvision_models", lambda: Offline)
    with pytest.raises(ModelError, match=r"cannot be fetched.*pretrained=false"):
        create_model(ModelSpec("resnet", (("fer", 7),), pretrained=True))


def test_the_list_names_seven_families_with_their_cost() -> None:
    command = [sys.executable, "-m", "models", "list", "--json"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    entries = json.loads(answer.stdout)
    assert [entry["name"] for entry in entries] == list(FAMILIES)
    assert all(entry["parameters"] > 100_000 and entry["flops"] > 10_000_000 for entry in entries)
