"""A process that dies while APScheduler runs its one-shot job: run as a program, on a job store and a file to write in."""

from __future__ import annotations

import os
import signal
import sys
import threading

from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import Clock


def die(note: str) -> None:
    """The job: it has begun, and the process is killed."""
    with open(note, "a") as out:
        out.write("begun\n")
    threading.Event().wait(0.5)  # well into its work
    os.kill(os.getpid(), signal.SIGKILL)


def main(store: str, note: str, order: str) -> None:
    """With the order `add`: put the job in the store. Then run what is there; prints how many jobs there were."""
    scheduler = BackgroundScheduler()
    scheduler.add_jobstore("sqlalchemy", url=store)
    scheduler.start(paused=True)
    if order == "add":
        scheduler.add_job("tests.proof.faults.one_shot:die", "date", [note], run_date=Clock().now())
    sys.stdout.write(f"{len(scheduler.get_jobs())}\n")
    sys.stdout.flush()
    scheduler.resume()
    threading.Event().wait(1.5)


if __name__ == "__main__":
    main(*sys.argv[1:])
