"""What the clock found due is done one by one: one that stumbles is logged and keeps nobody else waiting. Not what is due."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from bot.usecases.acting import Acting

log = logging.getLogger(__name__)


def each(acting: Acting, act: Callable[[Acting, int], int], ids: Iterable[int]) -> int:
    """Do the act for each id, in a transaction of its own; returns how much was done.

    An id whose act raises is logged and passed by: the query that found it finds it again at the next tick. Nothing is
    raised, for a clock job that fails makes the whole process count as unready.
    """
    done = 0
    for number in ids:
        try:
            done += act(acting, number)
        except Exception:
            log.exception("due.stumbled act=%s id=%s", act.__qualname__, number)
    return done
