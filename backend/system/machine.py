"""What this process and its workers take of the machine: processor seconds and memory."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
KIB = 1024


@dataclass(frozen=True)
class Machine:
    """Processor seconds since the start, bytes in memory now, cores there are."""

    cpu_s: float
    memory_bytes: int
    cores: int


def read_machine(worker_pids: Iterable[int]) -> Machine:
    """Of this process and its workers; where there is no /proc, of this process alone."""
    cores = os.cpu_count() or 1
    pids = [os.getpid(), *worker_pids]
    readings = [_read_process(pid) for pid in pids] if PROC.is_dir() else []
    known = [reading for reading in readings if reading is not None]
    if known:
        return Machine(sum(cpu for cpu, _ in known), sum(memory for _, memory in known), cores)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    unit = 1 if sys.platform == "darwin" else KIB
    return Machine(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, cores)


def _read_process(pid: int) -> tuple[float, int] | None:
    """None for a worker that has just gone."""
    try:
        fields = (PROC / str(pid) / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2]
        pages = (PROC / str(pid) / "statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return None
    user, system = fields.split()[11:13]
    seconds = (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return seconds, int(pages) * os.sysconf("SC_PAGE_SIZE")
