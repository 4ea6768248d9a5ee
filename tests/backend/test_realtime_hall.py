"""Connections that have not joined are few for each user, and nobody else pays for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import websocket
from realtime_world import Lecture, World, wait_until

WAITING = 3
JOIN_S = 8


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    options = (f"realtime.waiting_per_user={WAITING}", f"realtime.join_s={JOIN_S}")
    world = World(tmp_path_factory.mktemp("hall"), options)
    world.declare()
    yield world
    world.stop()


@pytest.fixture
def cookie(world: World, lecture: Lecture) -> str:
    return world.log_in(world.add_student(lecture))


def knock(world: World, cookie: str) -> websocket.WebSocket | None:
    """Open a connection without joining; None when it is refused for want of room."""
    url = f"ws://127.0.0.1:{world.port}/socket.io/?EIO=4&transport=websocket"
    try:
        opened = websocket.create_connection(url, cookie=cookie, origin=world.url, timeout=10)
    except websocket.WebSocketBadStatusException as refusal:
        assert refusal.status_code == 429
        return None
    opened.recv()
    return opened


def is_full(world: World, cookie: str) -> bool:
    """Whether one more is refused; one that is not is closed at once."""
    opened = knock(world, cookie)
    if opened is not None:
        opened.close()
    return opened is None


def join(connection: websocket.WebSocket) -> None:
    connection.send("40/live,")
    assert str(connection.recv()).startswith("40")


def test_a_user_has_few_connections_that_join_nothing(world: World, lecture: Lecture, cookie: str) -> None:
    waiting = [knock(world, cookie) for _ in range(WAITING)]
    assert all(waiting) and is_full(world, cookie)
    other = world.connect(world.add_student(lecture))
    assert other.join(lecture)["ok"]
    other.close()


def test_who_joins_makes_room_and_who_leaves_takes_it_again(world: World, cookie: str) -> None:
    first, *others = [knock(world, cookie) for _ in range(WAITING)]
    assert first is not None and all(others)
    join(first)
    one_more = knock(world, cookie)
    assert one_more is not None and is_full(world, cookie)
    one_more.close()
    wait_until(lambda: not is_full(world, cookie))
    first.send("41/live,")
    wait_until(lambda: is_full(world, cookie), JOIN_S / 2)


def test_room_is_made_by_ending_who_waits_too_long(world: World, cookie: str) -> None:
    waiting = [knock(world, cookie) for _ in range(WAITING)]
    assert all(waiting) and is_full(world, cookie)
    wait_until(lambda: not is_full(world, cookie), JOIN_S + 8)


def test_a_request_that_opens_nothing_takes_no_room(world: World, cookie: str) -> None:
    for _ in range(WAITING + 2):
        with pytest.raises(OSError):
            world.request("GET", "/socket.io/?EIO=4&transport=polling", cookie=cookie)
    assert not is_full(world, cookie)
