"""The load: students who send on schedule whatever the answers do, and tutors who watch. One process.

It talks to its parent through a pipe: orders in, one report a phase out.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection as Pipe
from typing import Any

from backend.demo.socket_client import SocketClient
from benchmarks.live_world import HOST, LiveClassroom

OPEN_AT_ONCE = 20
HELP_EVERY_S = 0.25
LATE_S = 1.0  # an answer later than this is worth nothing any more
DRAIN_S = 2.5


@dataclass(frozen=True)
class Phase:
    """So many events a second from every student, for so long."""

    kind: str  # frame | reading
    rate_hz: float
    seconds: float
    measured: bool = True


@dataclass
class Tally:
    """What happened in one phase."""

    offered: int = 0
    answered: int = 0
    late: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    answer_ms: list[float] = field(default_factory=list)
    tile_ms: list[float] = field(default_factory=list)
    help_ms: list[float] = field(default_factory=list)
    panels: int = 0
    seconds: float = 0.0


@dataclass
class Student:
    """One connected student."""

    client: SocketClient
    live_session_id: int
    clip: list[bytes]
    labels: int
    model: str
    offset: int
    number: int = 0


def run_generator(pipe: Pipe, classrooms: list[LiveClassroom], clips: list[list[bytes]]) -> None:
    """Connect everybody, then play the phases that the parent asks for."""
    asyncio.run(_Generator(pipe, classrooms, clips).run())


class _Generator:
    def __init__(self, pipe: Pipe, classrooms: list[LiveClassroom], clips: list[list[bytes]]) -> None:
        self._pipe = pipe
        self._rooms = classrooms
        self._clips = clips
        self._chance = random.Random(1)
        self._students: list[Student] = []
        self._tally = Tally()
        self._unseen: dict[int, float] = {}
        self._calling: dict[int, float] = {}
        self._newest: dict[int, float] = {}

    async def run(self) -> None:
        """Take orders until there are no more."""
        loop = asyncio.get_running_loop()
        started_s = time.monotonic()
        gate = asyncio.Semaphore(OPEN_AT_ONCE)
        seats = [(room, cookie) for room in self._rooms for cookie in room.students]
        entering = (self._enter(gate, index, room, cookie) for index, (room, cookie) in enumerate(seats))
        self._students = list(await asyncio.gather(*entering))
        tutors = [await self._watch(room) for room in self._rooms]
        self._pipe.send(time.monotonic() - started_s)
        while (phase := await loop.run_in_executor(None, self._pipe.recv)) is not None:
            self._pipe.send(await self._play(phase))
        for student in self._students:
            student.client.close()
        for tutor in tutors:
            tutor.close()

    async def _watch(self, room: LiveClassroom) -> SocketClient:
        tutor = SocketClient(HOST, room.port, room.tutor)
        await tutor.open()
        tutor.listener = self._see
        await tutor.call("watch", {"live_class_id": room.live_class_id})
        return tutor

    async def _enter(self, gate: asyncio.Semaphore, index: int, room: LiveClassroom, cookie: str) -> Student:
        async with gate:
            client = SocketClient(HOST, room.port, cookie)
            await client.open()
            where = {"lesson_id": room.lesson_id, "live_class_id": room.live_class_id}
            joined = await client.call("join", {**where, "opt_in": True})
            assert joined["ok"], joined
            clip = self._clips[index % len(self._clips)]
            offset = self._chance.randrange(len(clip))
            labels, model = len(joined["labels"]), joined["model"]
            return Student(client, joined["live_session_id"], clip, labels, model, offset)

    async def _play(self, phase: Phase) -> Tally:
        self._tally = tally = Tally()
        self._unseen.clear()
        started_s = time.monotonic()
        tasks = [asyncio.create_task(self._send_on_schedule(each, phase, tally)) for each in self._students]
        calling = asyncio.create_task(self._call_for_help(tally))
        await asyncio.gather(*tasks)
        calling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await calling
        tally.seconds = time.monotonic() - started_s
        await asyncio.sleep(DRAIN_S)
        return tally

    async def _send_on_schedule(self, student: Student, phase: Phase, tally: Tally) -> None:
        step_s = 1 / phase.rate_hz
        due_s = time.monotonic() + self._chance.random() * step_s
        end_s = time.monotonic() + phase.seconds
        while due_s < end_s:
            await asyncio.sleep(due_s - time.monotonic())
            self._send_one(student, phase, tally, due_s)
            due_s += step_s

    def _send_one(self, student: Student, phase: Phase, tally: Tally, due_s: float) -> None:
        tally.offered += 1
        student.number += 1

        def answered(said: dict[str, Any]) -> None:
            now_s = time.monotonic()
            if not said["ok"]:
                tally.refused[said["code"]] += 1
                return
            tally.answered += 1
            tally.late += now_s - due_s > LATE_S
            tally.answer_ms.append(1000 * (now_s - due_s))
            self._unseen.setdefault(student.live_session_id, time.time())

        if phase.kind == "frame":
            frame = student.clip[(student.offset + student.number) % len(student.clip)]
            student.client.send("frame", frame, answered)
        else:
            shares = [round(0.4 / (student.labels - 1), 4)] * (student.labels - 1)
            shares.append(round(1 - sum(shares), 4))
            reading = {"number": student.number, "model": student.model, "probabilities": shares}
            student.client.send("reading", reading, answered)

    async def _call_for_help(self, tally: Tally) -> None:
        while True:
            await asyncio.sleep(HELP_EVERY_S)
            student = self._chance.choice(self._students)
            if student.live_session_id in self._calling:
                continue
            self._calling[student.live_session_id] = time.time()
            await student.client.call("help", {"on": True})
            await asyncio.sleep(2 * HELP_EVERY_S)
            await student.client.call("help", {"on": False})

    def _see(self, event: str, panel: Any) -> None:
        if event != "panel":
            return
        now_s = time.time()
        self._tally.panels += 1
        for tile in panel["tiles"]:
            at_s = datetime.fromisoformat(tile["at"].replace("Z", "+00:00")).timestamp()
            live_session_id = tile["live_session_id"]
            unseen_s = self._unseen.get(live_session_id)
            if unseen_s is not None and at_s > self._newest.get(live_session_id, 0.0):
                self._newest[live_session_id] = at_s
                self._tally.tile_ms.append(1000 * (now_s - min(unseen_s, at_s)))
                del self._unseen[live_session_id]
        if panel["help"]:
            newest = max(panel["help"], key=lambda call: str(call["since"]))
            since_s = datetime.fromisoformat(newest["since"].replace("Z", "+00:00")).timestamp()
            for live_session_id, raised_s in list(self._calling.items()):
                if abs(raised_s - since_s) < HELP_EVERY_S / 2:
                    self._tally.help_ms.append(1000 * (now_s - raised_s))
                    del self._calling[live_session_id]
