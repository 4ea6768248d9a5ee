"""A mail server on loopback for tests: it keeps what it is given, and refuses what it is told to refuse."""

from __future__ import annotations

import socketserver
import threading
import time
from collections import Counter
from collections.abc import Callable

Answer = Callable[[str, int], str | None]
"""Asked with an address and how often that was tried; what it answers instead of taking the letter."""


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a client needs. It hangs up after an answer that begins with 421."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0) -> None:
        self.taken: list[str] = []
        self.tried: Counter[str] = Counter()
        self.connections = 0
        self.most_connections, self.most_letters = 10**6, 10**6
        self.answer: Answer = lambda address, times: None
        self.takes_s = 0.0
        super().__init__(("127.0.0.1", port), _Conversation)
        self.port = int(self.server_address[1])
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        """Where letters go."""
        return f"smtp://127.0.0.1:{self.port}"

    def close(self) -> None:
        """Answer nobody any more."""
        self.shutdown()
        self.server_close()


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.address, self.letters, self.goes_on = "", 0, True
        self.server.connections += 1
        is_welcome = self.server.connections <= self.server.most_connections
        self.say("220 here" if is_welcome else "421 too many connections")
        while self.goes_on and (line := self.rfile.readline().decode()):
            words = {"MAIL": self.begin, "RCPT": self.address_to, "DATA": self.take, "QUIT": self.end}
            words.get(line[:4].upper(), self.agree)(line)

    def begin(self, line: str) -> None:
        is_enough = self.letters >= self.server.most_letters
        self.say("421 enough for one connection" if is_enough else "250 ok")

    def address_to(self, line: str) -> None:
        self.address = line.split("<")[1].split(">")[0]
        self.server.tried[self.address] += 1
        self.say(self.server.answer(self.address, self.server.tried[self.address]) or "250 ok")

    def take(self, line: str) -> None:
        self.say("354 go on")
        while self.rfile.readline() != b".\r\n":
            pass
        time.sleep(self.server.takes_s)
        self.letters += 1
        self.server.taken.append(self.address)
        self.say("250 taken")

    def end(self, line: str) -> None:
        self.say("221 bye")

    def agree(self, line: str) -> None:
        self.say("250 ok")

    def say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())
        self.goes_on = not answer.startswith(("221", "421"))
