"""The warmed parent of the processes that are killed: a line of JSON in, a fork that lives by it, its process id out.

Run as a program. What takes a second to import is imported once; a child is a copy of that, with a bot of its own
(tests/proof/storm/child.py). The parent also waits for its children, so that no process id is given twice: `{"wait": pid}`
answers how that child ended (minus the signal, or its exit code).
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import json
import os
import signal
import sys
from typing import Any

LONGEST_LIFE = 120  # seconds


def _warmed() -> None:
    """Import what a bot uses, and what msgraph-sdk imports late."""
    from sqlalchemy.orm import configure_mappers

    import app  # noqa: F401
    import tests.compiled  # noqa: F401
    from calendar_sync.graph.sdk import load

    load()
    configure_mappers()
    importlib.import_module("tests.proof.storm.child")
    importlib.import_module("tests.proof.storm.work")
    gc.collect()
    gc.freeze()  # what is shared with the children stays shared


def _live(order: dict[str, Any]) -> None:
    from tests.proof.storm import child

    log = os.open(order["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for number in (1, 2):
        os.dup2(log, number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    signal.alarm(LONGEST_LIFE)  # whoever waits for something that never comes is not waited for
    code = 1
    try:
        asyncio.run(child.live(order))
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def main() -> None:
    """Serve until the harness closes its end."""
    _warmed()
    _say("warm")
    for line in sys.stdin:
        order = json.loads(line)
        if "rehearse" in order:  # a whole life in the parent itself: what is looked up once is known to all children
            asyncio.run(importlib.import_module("tests.proof.storm.child").live(order["rehearse"]))
            gc.collect()
            gc.freeze()
            _say("rehearsed")
            continue
        if "stopped" in order:
            _, status = os.waitpid(order["stopped"], os.WUNTRACED)
            _say("stopped" if os.WIFSTOPPED(status) else os.waitstatus_to_exitcode(status))
            continue
        if "wait" in order:
            _, status = os.waitpid(order["wait"], 0)
            _say(os.waitstatus_to_exitcode(status))
            continue
        if "storm" in order:
            _say(json.dumps(importlib.import_module("tests.proof.storm.master").run(order, _fork)))
            continue
        _say(_fork(order))


def _say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _fork(order: dict[str, Any]) -> int:
    pid = os.fork()
    if pid == 0:
        _live(order)
    return pid


if __name__ == "__main__":
    main()
