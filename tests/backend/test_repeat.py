"""The job in the background: it works at once, goes on after a failure, and ends when told to."""

from __future__ import annotations

import threading

from flask import Flask, current_app

from backend.repeat import RepeatedJob

WAIT_S = 30


def test_a_turn_that_fails_is_followed_by_another_until_the_end(app: Flask) -> None:
    turns, worked = [], threading.Event()

    def work() -> None:
        turns.append(current_app.name)
        if len(turns) == 1:
            raise RuntimeError("the first turn fails")
        worked.set()

    job = RepeatedJob(app, "of-a-test", 0.01, work)
    job.start()
    assert worked.wait(WAIT_S) and set(turns) == {app.name}
    threads = [each for each in threading.enumerate() if each.name == "of-a-test"]
    job.stop()
    job.stop()
    for thread in threads:
        thread.join(WAIT_S)
    assert not any(thread.is_alive() for thread in threads)


def test_the_first_turn_does_not_wait(app: Flask) -> None:
    worked = threading.Event()
    job = RepeatedJob(app, "of-another-test", 3600, worked.set)
    job.start()
    assert worked.wait(WAIT_S)
    job.stop()
