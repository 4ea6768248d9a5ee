"""Put another model into service in every worker at once, or in none.

Each worker loads and checks it beside the one that serves; if any refuses, the others go back.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from inference.errors import SwapError
from inference.worker_wire import SWAP, PeerGone, read_answer, write_request

SWAP_TIMEOUT_S = 60.0  # hashing, opening and warming up take half a second; a busy machine may need many


class NoAnswerError(SwapError):
    """Nobody knows which model this worker serves, or will once it is done loading."""


def swap_everywhere(paths: Sequence[str], old: Path, new: Path, give_up: Callable[[str], None]) -> str:
    """Serve the model in `new` in all workers behind these sockets; return its name.

    A worker that does not answer, or does not go back, is given up: it might read with another model.
    """
    name = ""
    for number, path in enumerate(paths):
        try:
            name = _swap_one(path, new)
        except SwapError as error:
            if isinstance(error, NoAnswerError):
                give_up(path)
            for changed in paths[:number]:
                try:
                    _swap_one(changed, old)
                except SwapError:
                    give_up(changed)
            raise
    return name


def _swap_one(path: str, directory: Path) -> str:
    answer: dict[str, Any] = {}
    deadline_s = time.monotonic() + SWAP_TIMEOUT_S
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as sock:
        sock.settimeout(SWAP_TIMEOUT_S)
        try:
            sock.connect(path)
            write_request(sock, SWAP, deadline_s, str(directory).encode())
            answer = read_answer(sock)
        except (OSError, PeerGone):
            raise NoAnswerError(
                "An inference worker did not answer; the model before still serves."
            ) from None
    if "model" not in answer:
        raise SwapError(answer.get("message") or "An inference worker could not load the model; see its log.")
    return str(answer["model"])
