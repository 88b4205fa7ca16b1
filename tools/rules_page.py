"""Writes docs/rules.md: each rule of the agreement, the code that carries it, the tests that hold it, its status.

The rules themselves are data, docs/rules.tsv. Code and tests name a rule by its id where it is kept, in a docstring, a
comment or a test's name of a case; a range (`R-C09…C12`) names all in it. `python -m tools.rules_page --check` writes
nothing and tells what is wrong instead. A status is never claimed by hand but for "partly", with what is missing.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools.system import ROOT

DATA = ROOT / "docs" / "rules.tsv"
PAGE = ROOT / "docs" / "rules.md"
CODE = ("app.py", "cli", "demo", "samverkan.py", "models/", "bot/", "handlers/", "calendar_sync/", "migrations/")
TESTS = ("tests/",)
NOT_EVIDENCE = ("tests/house/", "bot/text/demo_told.py")  # they name rules without keeping any
ID = re.compile(
    r"(?<![\w-])(?P<family>R-[A-Z]|S-)(?P<first>\d\d)(?:\s?(?:…|\.\.\.?|–|to)\s?(?:R-|S-)?[A-Z]?(?P<last>\d\d))?(?!\d)"
)
MORE = re.compile(r"(?:,|/| and| or) ?(?P<letter>[A-Z])(?P<number>\d\d)(?![\d-])")
CHAPTERS = {
    "R-A": "Parties, scope, nature of the structure",
    "R-B": "Common values and goals",
    "R-C": "Samråd vård och omsorg",
    "R-D": "Länssamverkansgruppen (LSG)",
    "R-E": "Beredningar, councils, working groups",
    "R-F": "Case flow",
    "R-G": "Questions that concern only one municipality",
    "R-H": "Regionalt ledningsseminarium",
    "R-I": "Recommendations and reporting back",
    "R-J": "Support and costs",
    "R-K": "Follow-up",
    "R-L": "Validity",
    "R-M": "Background",
    "S-": "Contradictions and gaps, and how we settled them",
}
TAGS = {"H": "enforced", "W": "workflow", "P": "prompt", "D": "data", "I": "information", "S": "settled"}
HEAD = """# From rule to code to test

Made by `make docs` from `docs/rules.tsv` and from where code and tests name a rule. Not to be edited by hand.

**built**: code and at least one test name it · **partly**: so, but something is missing, named in the row ·
**not built yet**: no code names it. Sections are those of the agreement, *Överenskommelse om samverkansstruktur*,
unless another source is named. Kind: enforced, workflow (a step of it), prompt (or reminder), data (a default),
information (text only), settled (by us, where the agreement is silent or contradicts itself).
"""


@dataclass(frozen=True)
class Rule:
    """One line of docs/rules.tsv."""

    id: str
    tag: str
    section: str
    words: str
    status: str

    @property
    def chapter(self) -> str:
        """The part of the page it stands in."""
        return "S-" if self.id.startswith("S-") else self.id[:3]


def rules(text: str) -> list[Rule]:
    """The rules of the data file. Raises ValueError for a line that is none, or an id that comes twice."""
    found: dict[str, Rule] = {}
    for number, line in enumerate(text.splitlines()[1:], 2):
        parts = line.split("\t")
        if len(parts) != 5 or not ID.fullmatch(parts[0]) or parts[0] in found:
            raise ValueError(f"docs/rules.tsv line {number}: {line[:60]!r}")
        found[parts[0]] = Rule(*parts)
    return list(found.values())


def named(text: str) -> set[str]:
    """The ids that a text names: alone, in a range, or as further numbers of a list (`R-C09, C10`)."""
    found: set[str] = set()
    for match in ID.finditer(text):
        family, first = match["family"], int(match["first"])
        found |= {f"{family}{number:02}" for number in range(first, int(match["last"] or first) + 1)}
        place = match.end()
        while (more := MORE.match(text, place)) and more["letter"] == family[2:3]:
            found.add(f"{family}{more['number']}")
            place = more.end()
    return found


def where(files: Iterable[Path], root: Path) -> dict[str, list[str]]:
    """For each id the files that name it, in order."""
    places: dict[str, list[str]] = {}
    for path in sorted(files):
        for one in named(path.read_text(encoding="utf-8")):
            places.setdefault(one, []).append(path.relative_to(root).as_posix())
    return places


def status(rule: Rule, code: dict[str, list[str]], tests: dict[str, list[str]]) -> str:
    """How far it is built."""
    if rule.id not in code:
        return "information only" if rule.tag == "I" else "not built yet"
    if rule.id not in tests:
        return "in code, not tested"
    return rule.status or "built"


def page(all_rules: list[Rule], code: dict[str, list[str]], tests: dict[str, list[str]]) -> str:
    """The whole page."""
    stands = {rule.id: status(rule, code, tests) for rule in all_rules}
    built = sum(one == "built" for one in stands.values())
    partly = sum(one.startswith("partly") for one in stands.values())
    lines = [
        HEAD,
        f"{len(all_rules)} rules: {built} built, {partly} partly, the rest not built yet or for information only.",
    ]
    chapter = ""
    for rule in all_rules:
        if rule.chapter != chapter:
            chapter = rule.chapter
            lines += ["", f"## {CHAPTERS[chapter]}", "", "| rule | kind | says | section | code | tests | status |"]
            lines += ["|---|---|---|---|---|---|---|"]
        kind = ", ".join(TAGS[letter] for letter in rule.tag.split("/"))
        cells = (rule.id, kind, rule.words, rule.section, _links(code, rule), _links(tests, rule), stands[rule.id])
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _links(places: dict[str, list[str]], rule: Rule) -> str:
    return "<br>".join(f"[{name}](../{name})" for name in places.get(rule.id, []))


def untested(code: dict[str, list[str]], tests: dict[str, list[str]]) -> dict[str, list[str]]:
    """The rules that code names and no test does, with where."""
    return {one: code[one] for one in sorted(code) if one not in tests}


def unknown(all_rules: list[Rule], *places: dict[str, list[str]]) -> dict[str, list[str]]:
    """The ids that are named somewhere and are no rule's: slips of the pen."""
    known = {rule.id for rule in all_rules}
    return {one: names for found in places for one, names in found.items() if one not in known}


def look(root: Path = ROOT) -> tuple[list[Rule], dict[str, list[str]], dict[str, list[str]]]:
    """The rules, and where code and tests name them, as the checkout stands."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    wanted = [name for name in listed if name.endswith((".py", ".yaml")) and (root / name).is_file()]
    kept = (name for name in wanted if name.startswith(CODE) and not name.startswith(NOT_EVIDENCE))
    code = where((root / name for name in kept), root)
    proof = (name for name in wanted if name.startswith(TESTS) and not name.startswith(NOT_EVIDENCE))
    return rules(DATA.read_text(encoding="utf-8")), code, where((root / name for name in proof), root)


def main() -> None:
    """Write the page, or with --check only tell whether it is as it would be written."""
    fresh = page(*look())
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(fresh, encoding="utf-8")
        print(f"docs/rules.md: {next(line for line in fresh.splitlines() if line[:1].isdigit())}")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != fresh:
        sys.exit("docs/rules.md is stale: make docs")


if __name__ == "__main__":
    main()
