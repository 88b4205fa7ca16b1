"""What may stand in a committed file: its length, no address or path of a machine, no secret, no left-over."""

import re

import pytest

from tests.house.looking import python, text, tracked

LONGEST = 350
SUSPICIOUS = {
    "a path of somebody's machine": re.compile(r"(?<![\w.])/(?:home|root|Users|work|opt|private/var)/\w"),
    "an index of packages": re.compile(r"(?:pypi\.org|pythonhosted|registry\.npmjs|npmmirror|artifactory|nexus)", re.I),
    "a token of Slack": re.compile(r"xox[abeprs]-\d{6,}|xapp-\d-[A-Z0-9]{8,}"),
    "a private key": re.compile(r"BEGIN [A-Z ]*PRIVATE KEY"),
    "a token of GitHub or a cloud": re.compile(
        r"gh[pousr]_\w{30,}|github_pat_\w{20,}|AKIA[0-9A-Z]{16}|eyJ\w{20,}\.eyJ\w{20,}"
    ),
    "an address of a private network": re.compile(
        r"(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?!\d)"
    ),
}
LEFT_OVER = re.compile(
    r"\b(?:TODO|FIXME|XXX|HACK)\b|raise NotImplementedError"
    r"|pytest\.(?:skip|mark\.skip|mark\.xfail|xfail|importorskip)|\btime\.sleep\("
)
HERE = "tests/house/test_files.py"  # names what it looks for


def words(name: str) -> str:
    """A tracked file's text; empty for a picture or a workbook."""
    try:
        return text(name)
    except UnicodeDecodeError:
        return ""


def suspicious(content: str) -> list[str]:
    return [f"{what}: {found.group()}" for what, shape in SUSPICIOUS.items() if (found := shape.search(content))]


def test_no_file_has_two_things_to_say() -> None:
    long = {
        name: count
        for name in tracked()
        if name.endswith((".py", ".js"))
        and not name.startswith("migrations/")
        and (count := text(name).count("\n")) > LONGEST
    }

    assert not long, f"over {LONGEST} lines: split by meaning"


def test_no_committed_file_names_a_machine_or_holds_a_secret() -> None:
    found = {name: told for name in tracked() if name != HERE and (told := suspicious(words(name)))}

    assert not found


@pytest.mark.parametrize(
    "line",
    [
        "cd /home/anna/bot",
        "--index-url https://pypi.org/simple",
        "TOKEN=xoxb-1234567890-abc",
        "-----BEGIN RSA PRIVATE KEY-----",
        "10.1.2.3",
    ],
)
def test_a_machine_or_a_secret_is_seen(line: str) -> None:
    assert suspicious(line)


@pytest.mark.parametrize(
    "line", ["SLACK_BOT_TOKEN=xoxb-…", "127.0.0.1", "src/home/page", "1.10.2.3.4", "version 10.2.3"]
)
def test_what_is_none_is_let_through(line: str) -> None:
    assert not suspicious(line)


def test_nothing_is_left_for_later() -> None:
    found = {name: told.group() for name in python() if name != HERE and (told := LEFT_OVER.search(text(name)))}

    assert not found


def test_the_lock_has_hashes_and_no_address() -> None:
    lines = [line for line in text("requirements.lock").splitlines() if line and not line.startswith("#")]
    packages = [line for line in lines if "==" in line]

    assert len(packages) > 50
    assert all(re.fullmatch(r"[a-z0-9._-]+==[\w.]+( ; .+)? \\", line) for line in packages)
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines if line not in packages)


def test_what_we_ask_for_is_what_is_locked() -> None:
    locked = set(re.findall(r"^([a-z0-9._-]+)==([\w.]+)", text("requirements.lock"), re.M))
    asked = set(re.findall(r"^([A-Za-z0-9._-]+)(?:\[\w+\])?==([\w.]+)$", text("requirements.in"), re.M))

    assert {(re.sub(r"[-_.]+", "-", name).lower(), version) for name, version in asked} <= locked
