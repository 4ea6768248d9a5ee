"""Takes letters to the mail server, one after another over one connection, on a thread of its own.

What cannot leave is tried again a few times. Letters are in memory only, and no line of the log names one.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import logging
import smtplib
import threading
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from backend import clock

log = logging.getLogger(__name__)
TIMEOUT_S = 20
# Servers ask for up to five minutes; a link to a new password lives an hour.
WAITS_S = (5, 30, 120, 600, 1800)
IDLE_S = 2  # an import writes its letters one by one; they shall find the connection open
FINISH_S = 3  # the process that serves has five seconds to end
CONNECTION_GONE, SERVICE_CLOSES, REFUSED = 0, 421, 500


@dataclass(order=True)
class _Waiting:
    """A letter, and when it is tried next; those due at the same time leave in the order they came."""

    due_s: float
    number: int
    message: EmailMessage = field(compare=False)
    tries: int = field(default=0, compare=False)


class Delivery:
    """Every letter that has not left yet. The thread lives as long as there are any."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._changed = threading.Condition()
        self._numbers = itertools.count()
        self._waiting: list[_Waiting] = []
        self._in_hand: _Waiting | None = None
        self._is_running = False
        self._ends_s = float("inf")

    def add(self, message: EmailMessage) -> None:
        """Take a letter over, without waiting for anything."""
        with self._changed:
            heapq.heappush(self._waiting, _Waiting(clock.steady_s(), next(self._numbers), message))
            self._changed.notify_all()
            if not self._is_running:
                self._is_running = True
                threading.Thread(target=self._run, name="mail", daemon=True).start()

    def finish(self) -> None:
        """Give every letter one more try, as far as a short time allows; may be called twice."""
        with self._changed:
            self._ends_s = min(self._ends_s, clock.steady_s() + FINISH_S)
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._is_running, self._ends_s - clock.steady_s())
            left = len(self._waiting) + (self._in_hand is not None)
            self._waiting.clear()
        if left:
            log.error("%d letters could not be sent before the end", left)

    def _run(self) -> None:
        while self._wait_until_due():
            with contextlib.closing(_Line(self._url)) as line:
                while (letter := self._take()) is not None:
                    self._send(line, letter)

    def _wait_until_due(self) -> bool:
        """Whether there is something to do; no connection is kept for what has to wait."""
        with self._changed:
            while self._waiting and not self._is_due():
                self._changed.wait(self._waiting[0].due_s - clock.steady_s())
            self._is_running = bool(self._waiting) and clock.steady_s() < self._ends_s
            self._changed.notify_all()
            return self._is_running

    def _take(self) -> _Waiting | None:
        """The next letter, if there is one soon."""
        with self._changed:
            self._in_hand = None
            idle_until_s = clock.steady_s() + IDLE_S
            while not (self._is_due() or self._is_ending()) and clock.steady_s() < idle_until_s:
                next_s = min([idle_until_s, *(letter.due_s for letter in self._waiting[:1])])
                self._changed.wait(next_s - clock.steady_s())
            if self._is_due() and clock.steady_s() < self._ends_s:
                self._in_hand = heapq.heappop(self._waiting)
            return self._in_hand

    def _is_due(self) -> bool:
        """Whether something may be tried now; at the end everything may, as there is no later."""
        return bool(self._waiting) and (self._is_ending() or self._waiting[0].due_s <= clock.steady_s())

    def _is_ending(self) -> bool:
        return self._ends_s != float("inf")

    def _send(self, line: _Line, letter: _Waiting) -> None:
        try:
            line.open()
        except Exception as error:  # thread boundary; it is about the server, so whatever is due waits
            self._put_off([letter, *self._take_all_due()], error)
            return
        try:
            line.carry(letter.message)
        except Exception as error:  # thread boundary: one letter must not keep the others
            self._settle(line, letter, error)

    def _settle(self, line: _Line, letter: _Waiting, error: Exception) -> None:
        code = _code_of(error)
        if code in (CONNECTION_GONE, SERVICE_CLOSES):
            line.break_off()
            if line.has_served:  # it may take only so many over one connection
                self._put_back(letter)
            else:
                self._put_off([letter], error)
            return
        line.has_served = True
        if code >= REFUSED:
            _give_up(error)
        else:
            self._put_off([letter], error)

    def _take_all_due(self) -> list[_Waiting]:
        with self._changed:
            due = []
            while self._is_due():
                due.append(heapq.heappop(self._waiting))
            return due

    def _put_back(self, letter: _Waiting) -> None:
        with self._changed:
            heapq.heappush(self._waiting, letter)

    def _put_off(self, letters: list[_Waiting], error: Exception) -> None:
        for letter in letters:
            if letter.tries >= len(WAITS_S) or self._is_ending():
                _give_up(error)
                continue
            letter.due_s = clock.steady_s() + WAITS_S[letter.tries]
            letter.tries += 1
            self._put_back(letter)
        log.warning("the mail server did not take %d letters: %s", len(letters), type(error).__name__)


class _Line:
    """A connection to the mail server: opened when it is needed, and again after it broke."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)
        self._server: smtplib.SMTP | None = None
        self.has_served = False

    def open(self) -> None:
        """Connect and log in, unless that is done."""
        if self._server is not None:
            return
        parts = self._parts
        connect = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
        with contextlib.ExitStack() as on_failure:
            server = connect(parts.hostname or "localhost", parts.port or 0, timeout=TIMEOUT_S)
            on_failure.callback(server.close)
            if parts.scheme == "smtp+starttls":
                server.starttls()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.ehlo_or_helo_if_needed()
            on_failure.pop_all()
        self._server, self.has_served = server, False

    def carry(self, message: EmailMessage) -> None:
        """Hand one letter over, on an open connection."""
        assert self._server is not None  # nosec B101
        self._server.send_message(message)
        self.has_served = True

    def close(self) -> None:
        """Say goodbye."""
        if self._server is not None:
            with contextlib.suppress(OSError):
                self._server.quit()
        self.break_off()

    def break_off(self) -> None:
        """End the connection without another word."""
        if self._server is not None:
            self._server.close()
        self._server = None


def _code_of(error: Exception) -> int:
    """The server's answer; what is neither an answer nor a broken connection is wrong with the letter."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return int(next(iter(error.recipients.values()))[0])
    if isinstance(error, smtplib.SMTPResponseException):
        return int(error.smtp_code)
    is_broken = isinstance(error, OSError) and not isinstance(error, smtplib.SMTPNotSupportedError)
    return CONNECTION_GONE if is_broken else REFUSED


def _give_up(error: Exception) -> None:
    log.error("a letter could not be sent: %s", type(error).__name__)
