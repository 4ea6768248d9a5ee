"""One thread that waits for the bytes of every client, and two small pools that handle what may take long.

Thousands of clients cost no thread each: threads that wait for the interpreter's lock in hundreds bring the
whole process to a halt. It knows neither users nor events beyond which ones cannot take long.
"""

from __future__ import annotations

import logging
import os
import re
import selectors
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from backend.realtime.channel import Channel, announces_picture

FRAME_THREADS = 16  # pictures at the workers at once; twice what keeps eight of them busy
SLOW_THREADS = 8  # everything else may wait for the database, which may be locked
FAST_EVENT = re.compile(
    r'42/live,[0-9]{0,10}\["(?:check_in|help|correct|reading|activity|hand|react|leave|unwatch)"'
)  # these touch memory only; a text that is spelled in any other way goes to the pool
TURN_MESSAGES = 16  # handled for one client before the others have their turn
SWEEP_S = 0.5

log = logging.getLogger(__name__)

Receive = Callable[[str | bytes], None]
_turn = threading.local()


def arrived_s() -> float:
    """When the message that this thread handles had arrived, on the monotonic clock."""
    return float(getattr(_turn, "arrived_s", time.monotonic()))


class Client:
    """A channel, what its messages go to, and what follows its end."""

    def __init__(
        self,
        channel: Channel,
        receive: Receive,
        ended: Callable[[], None],
        ping: Callable[[], None],
        is_joined: Callable[[], bool],
    ):
        self.channel = channel
        self.receive = receive
        self.ended = ended
        self.ping = ping
        self.is_joined = is_joined
        self.pinged_s = self.joined_s = time.monotonic()
        self.interest = selectors.EVENT_READ


class Hub:
    """All clients of this process."""

    def __init__(
        self, ping_interval_s: float, silence_s: float, send_timeout_s: float, join_s: float
    ) -> None:
        self._ping_interval_s = ping_interval_s
        self._silence_s = silence_s
        self._send_timeout_s = send_timeout_s
        self._join_s = join_s
        self._selector = selectors.DefaultSelector()
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        os.set_blocking(self._wake_write, False)
        self._errands: deque[Callable[[], None]] = deque()
        self._clients: dict[Channel, Client] = {}
        self._swept_s = 0.0
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._frames = ThreadPoolExecutor(FRAME_THREADS, "frames")
        self._slow = ThreadPoolExecutor(SLOW_THREADS, "slow")

    def add(self, client: Client) -> None:
        """Take a client in; the thread starts with the first one, in the process that serves."""
        with self._lock:
            if self._thread is None:
                self._selector.register(self._wake_read, selectors.EVENT_READ)
                self._thread = threading.Thread(target=self._run, name="hub", daemon=True)
                self._thread.start()
        self.run_soon(lambda: self._register(client))

    def run_soon(self, errand: Callable[[], None]) -> None:
        """Have the hub's thread do something."""
        self._errands.append(errand)
        if threading.current_thread() is not self._thread:
            try:
                os.write(self._wake_write, b"!")
            except BlockingIOError:
                return  # the pipe is full: the thread will wake up anyhow

    def want_writing(self, channel: Channel) -> None:
        """Something waits to be sent to this channel."""
        self.run_soon(lambda: self._watch(channel))

    def stop(self) -> None:
        """End the thread and the pools."""
        self._stopped = True
        self.run_soon(lambda: None)
        if self._thread is not None:
            self._thread.join(2)
        self._frames.shutdown(wait=False, cancel_futures=True)
        self._slow.shutdown(wait=False, cancel_futures=True)

    def _run(self) -> None:
        while not self._stopped:
            try:
                self._turn()
            except Exception:  # the thread's boundary: one client must not end everybody's connection
                log.exception("one turn of the hub failed")

    def _turn(self) -> None:
        for key, events in self._selector.select(0 if self._errands else SWEEP_S):
            if key.data is None:
                self._drain_pipe()
            else:
                self._serve(key.data, events)
        for _ in range(len(self._errands)):
            self._errands.popleft()()
        if time.monotonic() - self._swept_s > SWEEP_S:
            self._swept_s = time.monotonic()
            self._sweep()

    def _serve(self, client: Client, events: int) -> None:
        channel = client.channel
        if events & selectors.EVENT_WRITE:
            channel.flush()
        if events & selectors.EVENT_READ:
            channel.receive()
        self._handle_next(client)
        self._adjust(client)

    def _handle_next(self, client: Client) -> None:
        """Handle what waits, in order, until something goes to a pool or others are due."""
        channel = client.channel
        for _ in range(TURN_MESSAGES):
            if not channel.inbox or channel.working or channel.over or self._stopped:
                return
            if announces_picture(channel.inbox[0][0]) and len(channel.inbox) < 2:
                return  # its picture is still on the way
            message, arrived = channel.inbox.popleft()
            if announces_picture(message):
                picture, _ = channel.inbox.popleft()
                self._hand_over(self._frames, client, [message, picture], arrived)
            elif isinstance(message, str) and FAST_EVENT.match(message):
                self._receive(client, [message], arrived)
            else:
                self._hand_over(self._slow, client, [message], arrived)
        self.run_soon(lambda: self._go_on(client))

    def _hand_over(
        self, pool: ThreadPoolExecutor, client: Client, messages: list[str | bytes], arrived: float
    ) -> None:
        client.channel.working = True

        def work() -> None:
            try:
                self._receive(client, messages, arrived)
            finally:
                self.run_soon(lambda: self._carry_on(client))

        pool.submit(work)

    def _carry_on(self, client: Client) -> None:
        client.channel.working = False
        if client.channel not in self._clients:
            client.ended()  # the connection ended while its message was handled
            return
        self._go_on(client)

    def _go_on(self, client: Client) -> None:
        self._handle_next(client)
        self._adjust(client)

    def _receive(self, client: Client, messages: list[str | bytes], arrived: float) -> None:
        _turn.arrived_s = arrived
        try:
            for message in messages:
                client.receive(message)
        except Exception:  # a message that is no Socket.IO at all ends its sender's connection, nobody else's
            log.info("a client sent what cannot be read and is disconnected")
            client.channel.close()

    def _register(self, client: Client) -> None:
        self._clients[client.channel] = client
        self._selector.register(client.channel.sock, selectors.EVENT_READ, client)
        self._watch(client.channel)

    def _watch(self, channel: Channel) -> None:
        client = self._clients.get(channel)
        if client is not None:
            self._adjust(client)

    def _adjust(self, client: Client) -> None:
        channel = client.channel
        if channel.over:
            self._remove(client)
            return
        interest = 0 if channel.is_full else selectors.EVENT_READ
        if channel.owed:
            interest |= selectors.EVENT_WRITE
        if interest == client.interest:
            return
        if client.interest == 0:
            self._selector.register(channel.sock, interest, client)
        elif interest == 0:
            self._selector.unregister(channel.sock)
        else:
            self._selector.modify(channel.sock, interest, client)
        client.interest = interest

    def _remove(self, client: Client) -> None:
        if self._clients.pop(client.channel, None) is None:
            return
        if client.interest:
            self._selector.unregister(client.channel.sock)
        client.channel.sock.close()
        if not client.channel.working:
            client.ended()

    def _sweep(self) -> None:
        now_s = time.monotonic()
        for client in list(self._clients.values()):
            channel = client.channel
            if self._is_lost(client, now_s):
                channel.over = True
            elif now_s - client.pinged_s > self._ping_interval_s:
                client.pinged_s = now_s
                client.ping()
            if channel.over:
                self._remove(client)

    def _is_lost(self, client: Client, now_s: float) -> bool:
        """Whether a client has been silent, stuck or without a place in the namespace for too long."""
        channel = client.channel
        if channel.working or channel.inbox or client.is_joined():
            client.joined_s = now_s
        return (
            now_s - channel.heard_s > self._silence_s
            or (channel.stuck_since_s is not None and now_s - channel.stuck_since_s > self._send_timeout_s)
            or now_s - client.joined_s > self._join_s
        )

    def _drain_pipe(self) -> None:
        try:
            while os.read(self._wake_read, 4096):
                pass
        except BlockingIOError:
            return
