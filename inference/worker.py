"""An inference process of its own: takes pictures from a Unix socket, answers readings, one at a time.

Each connection belongs to one student's socket and has at most one picture waiting: a newer one takes the
place of an older. A picture whose deadline has passed is refused, not worked on. It knows no users.
"""

from __future__ import annotations

import json
import logging
import os
import selectors
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from inference.errors import InferenceError
from inference.pipeline import Pipeline, open_pipeline
from inference.rules import PipelineRules
from inference.track import Track
from inference.worker_wire import CROP, FORGET, REQUEST, SWAP, pack_answer

MAX_REQUEST = 1 << 17  # twice the largest message a browser may send; more is a fault of ours

DIGITS = 4  # finer would be noise, and bytes

log = logging.getLogger(__name__)


class Analyst(Protocol):
    """What turns a picture into a reading, remembering one face per track."""

    def begin(self) -> Any:
        """Start to follow another student's face."""

    def analyze(self, kind: int, data: bytes, track: Any) -> dict[str, Any]:
        """Read one picture."""

    def swap_model(self, directory: str) -> str:
        """Serve another model from the next picture on; return its name."""


class PipelineAnalyst:
    """The real one: our pipeline, its readings as plain values."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def begin(self) -> Track:
        """Start to follow another student's face."""
        return self._pipeline.start_track()

    def swap_model(self, directory: str) -> str:
        """Serve another model from the next picture on; return its name."""
        return self._pipeline.slot.swap(directory).model_id

    def analyze(self, kind: int, data: bytes, track: Any) -> dict[str, Any]:
        """Read one picture."""
        read = self._pipeline.analyze_crop if kind == CROP else self._pipeline.analyze
        reading = asdict(read(data, track))
        for key in ("probabilities", "box"):
            if reading[key] is not None:
                reading[key] = [round(value, DIGITS) for value in reading[key]]
        reading["confidence"] = round(reading["confidence"], DIGITS)
        return reading


@dataclass(eq=False)
class Link:
    """One student's connection: what has arrived of a picture, and the face it follows."""

    sock: socket.socket
    track: Any
    received: bytearray = field(default_factory=bytearray)
    waiting: tuple[int, float, bytes] | None = None


class Worker:
    """The loop of one inference process."""

    def __init__(
        self, listener: socket.socket, analyst: Analyst, clock: Callable[[], float] = time.monotonic
    ):
        self._listener = listener
        self._analyst = analyst
        self._clock = clock
        self._selector = selectors.DefaultSelector()
        self._queue: deque[Link] = deque()
        self._stopped = False

    def run(self, parent: Any) -> None:
        """Serve until `parent` (a pipe) is closed by the process that started us."""
        self._listener.setblocking(False)
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(parent, selectors.EVENT_READ)
        while not self._stopped:
            for key, _ in self._selector.select(0 if self._queue else None):
                self._handle_ready(key.fileobj, key.data, parent)
            if self._queue:
                self._answer(self._queue.popleft())

    def _handle_ready(self, source: Any, link: Link | None, parent: Any) -> None:
        if source is parent:
            self._stopped = True
        elif link is None:
            self._accept()
        else:
            self._receive(link)

    def _accept(self) -> None:
        try:
            sock, _ = self._listener.accept()
        except OSError:
            return
        sock.setblocking(False)
        self._selector.register(sock, selectors.EVENT_READ, Link(sock, self._analyst.begin()))

    def _receive(self, link: Link) -> None:
        try:
            data = link.sock.recv(MAX_REQUEST)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._drop(link)
            return
        link.received += data
        while len(link.received) >= REQUEST.size:
            length, kind, deadline_s = REQUEST.unpack_from(link.received)
            if length > MAX_REQUEST:
                self._drop(link)
                return
            if len(link.received) < REQUEST.size + length:
                return
            picture = bytes(link.received[REQUEST.size : REQUEST.size + length])
            del link.received[: REQUEST.size + length]
            self._take(link, kind, deadline_s, picture)

    def _take(self, link: Link, kind: int, deadline_s: float, picture: bytes) -> None:
        if kind == FORGET:
            link.track = self._analyst.begin()
            return
        if kind == SWAP:
            if self._clock() > deadline_s:  # meant for the process before this one, and taken back since
                self._drop(link)
                return
            # loading beside the model in service takes a while, and no frame waits for it
            threading.Thread(target=self._swap, args=(link, picture.decode()), daemon=True).start()
            return
        if link.waiting is None:
            self._queue.append(link)
        else:
            self._send(link, {"error": "superseded"})
        link.waiting = (kind, deadline_s, picture)

    def _answer(self, link: Link) -> None:
        if link.waiting is None:
            return
        kind, deadline_s, picture = link.waiting
        link.waiting = None
        started_s = self._clock()
        if started_s > deadline_s:
            self._send(link, {"error": "busy"})
            return
        answer = self._analyze(kind, picture, link.track)
        answer["work_ms"] = round(1000 * (self._clock() - started_s), 2)
        self._send(link, answer)

    def _analyze(self, kind: int, picture: bytes, track: Any) -> dict[str, Any]:
        try:
            return {"reading": self._analyst.analyze(kind, picture, track)}
        except InferenceError as error:
            return {"error": error.code}
        except Exception:  # the process boundary: one bad picture must not end everybody's service
            log.exception("a frame could not be analysed")
            return {"error": "internal_error"}

    def _swap(self, link: Link, directory: str) -> None:
        try:
            answer = {"model": self._analyst.swap_model(directory)}
        except InferenceError as error:
            answer = {"error": error.code, "message": str(error)}
        except Exception:  # the thread's boundary: the model in service goes on serving
            log.exception("a model could not be put into service")
            answer = {"error": "internal_error"}
        self._send(link, answer)

    def _send(self, link: Link, answer: dict[str, Any]) -> None:
        try:
            link.sock.sendall(pack_answer(answer))
        except OSError:  # includes a reader that takes nothing: its buffer holds dozens of answers
            self._drop(link)

    def _drop(self, link: Link) -> None:
        link.waiting = None
        if link.sock.fileno() >= 0:
            self._selector.unregister(link.sock)
            link.sock.close()


def main(arguments: list[str]) -> int:
    """Run one worker as told by the JSON text that is the only argument."""
    order: dict[str, Any] = json.loads(arguments[0])
    line = "%(asctime)s %(levelname)s %(name)s: %(message)s"  # as in the log of the server, which is ours too
    logging.basicConfig(level=logging.INFO, format=line, stream=sys.stderr)
    os.nice(order["nice"])
    listener = socket.socket(fileno=order["listener"])
    try:
        analyst = PipelineAnalyst(_open(order))
    except InferenceError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print("ready", flush=True)
    Worker(listener, analyst).run(sys.stdin)
    return 0


def _open(order: dict[str, Any]) -> Pipeline:
    return open_pipeline(
        order["model_directory"],
        order["detector_directory"],
        PipelineRules(**order["rules"]),
        order["runtime"],
        order["precision"],
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
