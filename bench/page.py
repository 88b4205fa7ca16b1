"""bench/RESULTS.md: a section for each part that was run; the sections of parts that were not run stay as they are."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parent / "RESULTS.md"
HEAD = """# What everything costs

Written by `make bench` (README.md says what each part measures). Ratios against a ceiling in the same run, medians.
A figure that does not meet its demand is called **not met**.
"""
_PART = re.compile(r"<!-- (\w+) -->\n(.*?)(?=<!-- \w+ -->|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Demand:
    """What is demanded, what was found, and the most (or the least) that it may be."""

    what: str
    found: float
    bound: float
    least: bool = False
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether it is."""
        return self.found >= self.bound if self.least else self.found <= self.bound

    def row(self) -> str:
        """Its row in the table of demands."""
        sign, said = ("≥" if self.least else "≤"), ("met" if self.met else "**not met**")
        return f"| {self.what} | {sign} {self.bound:g}{self.unit} | {self.found:.2f}{self.unit} | {said} |"


def demanded(demands: list[Demand]) -> list[str]:
    """The table of demands."""
    return ["| demand | bound | found | |", "|---|---|---|---|", *(one.row() for one in demands), ""]


def machine() -> str:
    """On what it was measured, and how busy that was with other things."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    name = model[1] if model else platform.machine()
    load = os.getloadavg()[0]
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load:.1f} when it ended"


def put(part: str, title: str, lines: list[str], took: float) -> None:
    """Write one part's section; the others stay. `took`: seconds."""
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    sections: dict[str, str] = dict(_PART.findall(old))
    day = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    body = "\n".join(lines).strip()
    sections[part] = f"## {title}\n\n*{day}, {took:.0f} s. {machine()}.*\n\n{body}\n\n"
    text = HEAD + "\n" + "".join(f"<!-- {name} -->\n{sections[name]}" for name in sections)
    PAGE.write_text(text.rstrip() + "\n", encoding="utf-8")
