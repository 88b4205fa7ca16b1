"""The worlds of the year's tests: furnished once in a process, for each kind of database and each beginning; then copied."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from aiohttp import web_app

from tests.conftest import Copies
from tests.proof.year.furnish import furnish, start
from tests.proof.year.machine import Year
from tests.proof.year.world import Beginning, World, begin, end_world, open_world

SHM = Path("/dev/shm")
SWEPT = 4  # worlds to a collection


class Stock:
    """Fresh worlds of one kind of database."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.copies = Copies(kind, folder)
        self.folder = folder
        self.beginnings: dict[str, Beginning] = {}
        self.ended = 0

    def open(self, which: str) -> World:
        """A world that begins so."""
        if which not in self.beginnings:
            self.beginnings[which] = begin(self.copies, self.folder, start(which), lambda made: furnish(made, which))
            gc.collect()
            gc.freeze()
        return open_world(self.copies, self.folder, self.beginnings[which])

    def end(self, made: World) -> None:
        """It ends."""
        end_world(self.copies, made)
        web_app._cached_build_middleware.cache_clear()  # it keeps a thousand handlers, and so worlds
        self.ended += 1
        if self.ended % SWEPT == 0:
            gc.collect()


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of faults on purpose: nobody reads their traces."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(before)


@pytest.fixture(scope="session")
def stocks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Stock]]:
    """The stock of each kind. Its files are in memory when there is such a place."""
    made: dict[str, Stock] = {}
    with TemporaryDirectory(dir=SHM if SHM.is_dir() else tmp_path_factory.getbasetemp()) as folder:

        def of(kind: str) -> Stock:
            if kind not in made:
                made[kind] = Stock(kind, Path(folder))
            return made[kind]

        yield of
    gc.unfreeze()


@pytest.fixture
def swept_between() -> Iterator[None]:
    """To walk through all that is loaded, again and again, was a seventh of the time: it is done between the worlds."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def stock(kind: str, stocks: Callable[[str], Stock], quiet: None, swept_between: None) -> Stock:
    """Fresh worlds."""
    return stocks(kind)


@pytest.fixture
def years(stock: Stock) -> type[Year]:
    """The machine, with its worlds of that kind of database."""

    class Here(Year):
        pass

    Here.opens = staticmethod(stock.open)
    Here.ends = staticmethod(stock.end)
    return Here


@pytest.fixture
def opened(stock: Stock) -> Iterator[Callable[[str], World]]:
    """Worlds for a test that says itself what happens."""
    made: list[World] = []

    def new(which: str) -> World:
        made.append(stock.open(which))
        return made[-1]

    yield new
    for one in made:
        stock.end(one)
