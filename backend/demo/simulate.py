"""An invented class for the demo: students with moods, some without a camera, some with a bad network.

They log in, consent, join, speak and write exactly as browsers do; nothing is written past the server. What
they feel is made up, so they send readings as a browser with the model on board would, and no pictures.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from backend.demo.socket_client import SocketClient
from backend.errors import AttuneError

SCOPES = ("camera", "own_analysis", "share_aggregate", "share_tutors", "keep_summaries")
STUDY = "research"  # everybody invented takes part, with a camera or without
MOODS = {
    "neutral": 5,
    "happy": 3,
    "surprise": 1,
    "sad": 1,
    "fear": 0.5,
    "angry": 0.3,
}  # what a class looks like
CHECK_INS = ("well", "well", "well", "stuck", "lost", "tired", "bored")
LINES = (
    "Could you show that once more?",
    "Got it now, thank you.",
    "Is this in the exercise as well?",
    "The second example helped me.",
    "Which part are we in?",
)
REACTIONS = ("yes", "yes", "thanks", "slower", "no")
STAYS_IN_MOOD = 0.93  # a reading later the mood is the same: it lasts some ten seconds
SEES_NOBODY = 0.06  # looks down, leaves the picture
RECONNECTS_S = (2.0, 8.0)  # how long a bad network is away
HTTP_TIMEOUT_S = 20


class SimulationError(AttuneError):
    """The class cannot be played; the message says why."""

    code = "cannot_simulate"


@dataclass(frozen=True)
class Actor:
    """An account that an invented person uses."""

    email: str
    password: str


@dataclass(frozen=True)
class Character:
    """How somebody behaves."""

    has_camera: bool
    is_unsteady: bool
    leaves_at: float  # share of the class after which this person is gone


@dataclass
class Report:
    """What happened."""

    students: int = 0
    readings: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    check_ins: int = 0
    reconnects: int = 0
    panels: int = 0
    most_tiles: int = 0
    windows: int = 0
    lost: int = 0
    messages: int = 0
    most_alerts: int = 0


@dataclass(frozen=True)
class Stage:
    """Where the class is played."""

    url: str
    lesson_id: int
    live_class_id: int


def play_class(url: str, tutor: Actor, students: Sequence[Actor], seconds: float, seed: int = 0) -> Report:
    """Open a class, or go to the one that is on, and fill it with invented students for a while."""
    return asyncio.run(_play(url, tutor, students, seconds, random.Random(seed)))


def choose_characters(count: int, chance: random.Random) -> list[Character]:
    """One in six has no camera, one in eight a bad network, one in ten leaves early."""
    return [
        Character(
            has_camera=index % 6 != 5,
            is_unsteady=index % 8 == 7,
            leaves_at=chance.uniform(0.4, 0.8) if index % 10 == 9 else 2.0,
        )
        for index in range(count)
    ]


async def _play(
    url: str, tutor: Actor, students: Sequence[Actor], seconds: float, chance: random.Random
) -> Report:
    report = Report(students=len(students))
    cookie = await asyncio.to_thread(_log_in, url, tutor)
    stage = await asyncio.to_thread(_open_stage, url, cookie)
    await asyncio.to_thread(_read_briefing, url, cookie)
    watching = await _watch(stage, cookie, report)
    characters = choose_characters(len(students), chance)
    await asyncio.gather(
        *(
            _attend(stage, actor, character, seconds, random.Random(chance.random()), report)
            for actor, character in zip(students, characters, strict=True)
        )
    )
    watching.close()
    return report


async def _watch(stage: Stage, cookie: str, report: Report) -> SocketClient:
    client = _client(stage, cookie)

    def hear(event: str, data: Any) -> None:
        if event == "panel":
            report.panels += 1
            report.most_tiles = max(report.most_tiles, len(data["tiles"]))
            report.windows = max(report.windows, len(data["trend"]))
            report.most_alerts = max(report.most_alerts, len(data["alerts"]))

    client.listener = hear
    await client.open()
    await client.call("watch", {"live_class_id": stage.live_class_id})
    return client


async def _attend(
    stage: Stage, actor: Actor, character: Character, seconds: float, chance: random.Random, report: Report
) -> None:
    loop = asyncio.get_running_loop()
    cookie = await asyncio.to_thread(_log_in, stage.url, actor)
    await asyncio.to_thread(_consent, stage.url, cookie, character.has_camera)
    ends_s = loop.time() + seconds * min(1.0, character.leaves_at)
    student = _Student(stage, cookie, chance, report)
    while loop.time() < ends_s:
        try:
            away_s = loop.time() + chance.uniform(10, 30) if character.is_unsteady else ends_s
            await student.sit(min(away_s, ends_s), character)
        except (OSError, asyncio.TimeoutError):
            report.lost += 1
        if loop.time() < ends_s:
            report.reconnects += 1
            await asyncio.sleep(chance.uniform(*RECONNECTS_S))


class _Student:
    def __init__(self, stage: Stage, cookie: str, chance: random.Random, report: Report) -> None:
        self._stage = stage
        self._cookie = cookie
        self._chance = chance
        self._report = report
        self._mood = "neutral"
        self._number = 0
        self._item = 0

    async def sit(self, until_s: float, character: Character) -> None:
        """Join and take part until a moment; the connection is dropped without a goodbye."""
        loop = asyncio.get_running_loop()
        client = _client(self._stage, self._cookie)
        client.listener = self._hear
        await client.open()
        where = {"lesson_id": self._stage.lesson_id, "live_class_id": self._stage.live_class_id}
        joined = await client.call("join", {**where, "opt_in": True})
        try:
            while loop.time() < until_s:
                await self._take_part(client, joined, character)
                await asyncio.sleep(1 / max(0.2, joined["rate_hz"]) * self._chance.uniform(0.9, 1.3))
        finally:
            client.close()

    async def _take_part(self, client: SocketClient, joined: dict[str, Any], character: Character) -> None:
        if character.has_camera and joined["sharing"]["analysis"]:
            self._count(await client.call("reading", self._feel(joined)))
        if self._chance.random() < 0.01:
            await client.call("check_in", {"value": self._chance.choice(CHECK_INS)})
            self._report.check_ins += 1
        await self._work(client)
        await self._speak_up(client)

    async def _work(self, client: SocketClient) -> None:
        """Get on with the lesson, or go back in it."""
        if self._chance.random() < 0.01:
            self._item += 1
            await client.call("activity", {"kind": "item", "item": self._item})
        elif self._chance.random() < 0.005:
            await client.call("activity", {"kind": "rewind"})

    async def _speak_up(self, client: SocketClient) -> None:
        """Before the tutor or the whole class: now and then a call for help or a hand, soon down again."""
        for signal in ("help", "hand"):
            if self._chance.random() < 0.004:
                await client.call(signal, {"on": True})
            elif self._chance.random() < 0.05:
                await client.call(signal, {"on": False})
        if self._chance.random() < 0.01:
            await client.call("react", {"kind": self._chance.choice(REACTIONS)})
        if self._chance.random() < 0.002:
            line = {"live_class_id": self._stage.live_class_id, "text": self._chance.choice(LINES)}
            await client.call("chat", line)

    def _hear(self, event: str, data: Any) -> None:
        self._report.messages += event == "message"

    def _feel(self, joined: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        reading = {"number": self._number, "model": joined["model"]}
        if self._chance.random() < SEES_NOBODY:
            return {**reading, "abstained": "no_face"}
        if self._chance.random() > STAYS_IN_MOOD:
            self._mood = self._chance.choices(list(MOODS), list(MOODS.values()))[0]
        labels = joined["labels"]
        sure = self._chance.uniform(0.5, 0.9)
        rest = (1 - sure) / (len(labels) - 1)
        shares = [sure if label == self._mood else rest for label in labels]
        return {**reading, "probabilities": [round(share, 4) for share in shares]}

    def _count(self, answer: dict[str, Any]) -> None:
        if answer["ok"]:
            self._report.readings += 1
        else:
            self._report.refused[answer["code"]] += 1


def _client(stage: Stage, cookie: str) -> SocketClient:
    address = urlsplit(stage.url)
    return SocketClient(address.hostname or "127.0.0.1", address.port or 80, cookie)


def _open_stage(url: str, cookie: str) -> Stage:
    courses = _request(url, "GET", "/api/courses", None, cookie)["items"]
    for course in courses:
        running = _request(url, "GET", f"/api/live-classes?course_id={course['id']}", None, cookie)["items"]
        for live_class in running:
            if live_class["ended_at"] is None:
                return Stage(url, live_class["lesson_id"], live_class["id"])
    for course in courses:
        for module in _request(url, "GET", f"/api/courses/{course['id']}/modules", None, cookie)["items"]:
            for lesson in module["lessons"]:
                opened = _request(url, "POST", "/api/live-classes", {"lesson_id": lesson["id"]}, cookie)
                return Stage(url, lesson["id"], opened["id"])
    raise SimulationError(
        "The tutor has no lesson to teach; fill the demo with `python -m backend seed-demo`."
    )


def _consent(url: str, cookie: str, has_camera: bool) -> None:
    decisions = [{"scope": scope, "granted": has_camera} for scope in SCOPES]
    decisions.append({"scope": STUDY, "granted": True})
    _request(url, "PUT", "/api/consents", {"decisions": decisions}, cookie)


def _log_in(url: str, actor: Actor) -> str:
    request = _build(url, "POST", "/api/auth/login", {"email": actor.email, "password": actor.password}, "")
    with contextlib.closing(_send(request)) as answer:
        return str(answer.headers["Set-Cookie"]).split(";")[0]


def _read_briefing(url: str, cookie: str) -> None:
    """No panel opens before the page about its limits was read; the invented tutor reads fast."""
    version = _request(url, "GET", "/api/briefing", None, cookie)["version"]
    _request(url, "POST", "/api/briefing/read", {"version": version}, cookie)


def _request(url: str, method: str, path: str, body: Any, cookie: str) -> Any:
    with contextlib.closing(_send(_build(url, method, path, body, cookie))) as answer:
        return json.loads(answer.read())


def _build(url: str, method: str, path: str, body: Any, cookie: str) -> urllib.request.Request:
    headers = {"Content-Type": "application/json", "X-Attune": "1", "Cookie": cookie}
    data = None if body is None else json.dumps(body).encode()
    return urllib.request.Request(url + path, data=data, method=method, headers=headers)


def _send(request: urllib.request.Request) -> Any:
    try:
        return urllib.request.urlopen(request, timeout=HTTP_TIMEOUT_S)  # nosec B310: an http address of ours
    except urllib.error.HTTPError as error:
        raise SimulationError(f"{request.get_method()} {request.selector} answered {error.code}.") from None
    except OSError:
        raise SimulationError(f"Nothing answers at {request.host}; start it with `make run`.") from None
