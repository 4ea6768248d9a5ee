"""Where a run computes: the device, what it can, and which of how many processes this is."""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch
import torch.distributed as distributed

from settings import Settings, TrainSettings


class TrainingError(Exception):
    """The run cannot start or go on; the text says why."""


@dataclass(frozen=True)
class Place:
    """Which of how many processes this is."""

    rank: int = 0
    world: int = 1

    @property
    def leads(self) -> bool:
        return self.rank == 0


def join_processes(settings: Settings) -> Place:
    """Meet the other processes, if torchrun started several."""
    if settings.train.threads:
        torch.set_num_threads(settings.train.threads)
    if "WORLD_SIZE" not in os.environ or distributed.is_initialized():
        return Place()
    backend = "nccl" if choose_device(settings.train).type == "cuda" else "gloo"
    distributed.init_process_group(backend)
    return Place(distributed.get_rank(), distributed.get_world_size())


def leave_processes() -> None:
    if distributed.is_initialized():
        distributed.barrier()
        distributed.destroy_process_group()


def choose_device(config: TrainSettings) -> torch.device:
    if config.device == "cpu" or (config.device == "auto" and not torch.cuda.is_available()):
        return torch.device("cpu")
    if not torch.cuda.is_available():
        raise TrainingError("train.device is cuda and torch finds no such device; set train.device=auto.")
    return torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))


def multiplies_bf16(device: torch.device) -> bool:
    """Whether bfloat16 is the device's own; a processor that has to imitate it takes twelve times as long.

    Of processors only x86 is asked; any other trains in float32, which is right everywhere.
    """
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    abilities = torch.cpu.get_capabilities()
    return bool(abilities.get("avx512_bf16") or abilities.get("amx_bf16"))
