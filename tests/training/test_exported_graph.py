"""The exported network computes what was trained, in forms that run fast: attention, pools and stem."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from drawn_runs import SettingsMaker
from onnx import TensorProto, numpy_helper

from export import export_model
from inference.align import fit_crop, normalise_crop
from inference.card import load_card
from inference.engine import OnnxEngine
from models.blocks import SqueezeExcite
from models.registry import FaceNetwork, ModelSpec, create_model
from train import train
from training.attention import fix_constant_attention
from training.onnx_files import OneHead, write_fp32, write_int8
from training.pools import read_options
from training.stems import merge_neighbours

SIDE = 48


def make_network(size: int = SIDE) -> FaceNetwork:
    torch.manual_seed(4)
    spec = ModelSpec("custom_cnn", (("fer", 7),), size=size, variant="tiny", attention="se")
    network = create_model(spec)
    network.train()
    network(torch.rand(32, 1, size, size))  # norms that are not the identity
    return network.eval()


def count_attention(network: FaceNetwork) -> int:
    return sum(isinstance(module, SqueezeExcite) for module in network.modules())


def test_attention_that_is_the_same_for_every_face_becomes_part_of_the_weights() -> None:
    network, faces = make_network(), torch.rand(64, 1, SIDE, SIDE)
    first, *others = [module for module in network.modules() if isinstance(module, SqueezeExcite)]
    with torch.no_grad():
        first.squeeze.weight.zero_()
        for attention in others:
            attention.excite.weight.mul_(50)
    before = network(faces)["fer"]
    assert fix_constant_attention(network, faces, most_spread=1e-4) == 1
    assert count_attention(network) == len(others) == 5
    assert torch.allclose(before, network(faces)["fer"], atol=1e-5)


def test_attention_that_looks_at_the_face_stays() -> None:
    network = make_network()
    assert fix_constant_attention(network, torch.rand(64, 1, SIDE, SIDE), most_spread=0.0) == 0
    assert count_attention(network) == 6


@pytest.mark.parametrize(("size", "left"), [(48, 0), (44, 1), (42, 2)])
def test_a_halving_pool_goes_into_its_convolution_unless_a_side_is_odd(
    tmp_path: Path, size: int, left: int
) -> None:
    network = OneHead(make_network(size), "fer", np.zeros(7)).eval()
    write_fp32(network, (1, size), tmp_path / "model.onnx")
    faces = torch.rand(8, 1, size, size)
    exported = OnnxEngine(tmp_path / "model.onnx", threads=1).run(faces.numpy())
    assert np.allclose(exported, network(faces).detach().numpy(), atol=1e-5)
    kinds = [node.op_type for node in onnx.load(tmp_path / "model.onnx").graph.node]
    assert kinds.count("AveragePool") == left


@pytest.mark.parametrize(("size", "kernels"), [(48, ([4, 4], [2, 2])), (45, ([3, 3], [3, 3]))])
def test_the_stem_answers_for_four_neighbours_at_once_unless_a_side_is_odd(
    tmp_path: Path, size: int, kernels: tuple[list[int], list[int]]
) -> None:
    network = OneHead(make_network(size), "fer", np.zeros(7)).eval()
    path, merged = tmp_path / "model.onnx", tmp_path / "merged.onnx"
    write_fp32(network, (1, size), path)
    model = onnx.load(path)
    merge_neighbours(model.graph)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, merged)
    faces = torch.rand(8, 1, size, size).numpy()
    before, after = (OnnxEngine(each, threads=1).run(faces) for each in (path, merged))
    assert np.allclose(before, after, atol=1e-5)
    convolutions = [node for node in model.graph.node if node.op_type == "Conv"]
    assert tuple(read_options(node)["kernel_shape"] for node in convolutions[:2]) == kernels


def test_int8_reads_nearly_as_fp32_does_and_takes_the_cheaper_stem(tmp_path: Path) -> None:
    network, faces = OneHead(make_network(), "fer", np.zeros(7)).eval(), torch.rand(64, 1, SIDE, SIDE).numpy()
    fp32, int8 = tmp_path / "model.onnx", tmp_path / "int8.onnx"
    write_fp32(network, (1, SIDE), fp32)
    write_int8(fp32, faces, int8)
    exact, rough = (OnnxEngine(each, threads=1).run(faces) for each in (fp32, int8))
    assert np.abs(exact - rough).max() < 0.1 * np.ptp(exact)
    strides = [read_options(node)["strides"] for node in onnx.load(int8).graph.node if node.op_type == "Conv"]
    assert strides[:2] == [[2, 2], [1, 1]]


def test_int8_weights_leave_room_for_two_products_in_sixteen_bits(tmp_path: Path) -> None:
    network, faces = OneHead(make_network(), "fer", np.zeros(7)).eval(), torch.rand(64, 1, SIDE, SIDE).numpy()
    write_fp32(network, (1, SIDE), tmp_path / "model.onnx")
    write_int8(tmp_path / "model.onnx", faces, tmp_path / "int8.onnx")
    constants = onnx.load(tmp_path / "int8.onnx").graph.initializer
    weights = [numpy_helper.to_array(each) for each in constants if each.data_type == TensorProto.INT8]
    largest = max(int(np.abs(weight.astype(int)).max()) for weight in weights)
    assert 2 * 255 * largest <= np.iinfo(np.int16).max
    assert largest > 32  # and no more room than that


def test_three_channels_that_learnt_grey_faces_are_handed_grey_ones(quick: SettingsMaker) -> None:
    settings = quick("data.channels=3")
    spec = load_card(export_model(settings, train(settings) / "best.pt", "fer", "three")).input
    tinted = np.full((SIDE, SIDE, 3), (40, 90, 160), np.uint8)
    planes = normalise_crop(fit_crop(tinted, spec), spec)[0]
    assert spec.channels == 3
    assert spec.color == "gray"
    assert np.array_equal(planes[0], planes[2])
