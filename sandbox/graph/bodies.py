"""What Exchange does to the text of an event: cleans it, previews it, hangs a Teams part on it; not who wrote it."""

from __future__ import annotations

import hashlib
import html
import re
from html.parser import HTMLParser

# Class names that belong to Outlook and Teams and come back as they went in; any other is prefixed.
KNOWN_CLASSES = {
    "me-email-text",
    "me-email-text-secondary",
    "me-email-headline",
    "elementToProof",
    "PlainText",
    "MsoNormal",
}
VOID = {"area", "br", "col", "hr", "img", "input", "wbr"}
# Dropped with all they hold: `head` and its like are written anew, the rest is never let through.
DROPPED = {"head", "script", "style", "title", "iframe", "object", "noscript", "template"}
FRAME = {"html", "body", "meta", "link", "base", "embed", "!doctype"}
BLOCKS = {
    "address",
    "div",
    "p",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
}
RULE = "_" * 80


def clean(content: str) -> str:
    """The HTML that Exchange would give back: framed, closed, without comments, scripts, handlers and data attributes.

    Harsh on purpose: every id and name, and every class that is not Outlook's own, gets the prefix `x_`.
    Cleaning what was cleaned changes nothing.
    """
    cleaner = _Cleaner()
    cleaner.feed(content)
    cleaner.close()
    return _framed(cleaner.finished().strip())


def from_text(content: str) -> str:
    """Plain text as the HTML body that Exchange keeps for it."""
    lines = html.escape(content.replace("\r\n", "\n"), quote=False).split("\n")
    return _framed(f'<div class="PlainText">{"<br>".join(lines)}</div>' if content else "")


def inner(document: str) -> str:
    """What stands between <body> and </body>."""
    return document.partition("<body>")[2].rpartition("</body>")[0].strip()


def to_text(document: str) -> str:
    """The document's words, block elements on lines of their own."""
    reader = _Words()
    reader.feed(inner(document))
    reader.close()
    lines = [re.sub(r"[ \t\r\n]+", " ", line).strip() for line in "".join(reader.words).split("\v")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def preview(document: str) -> str:
    """bodyPreview: the first 255 characters of the text."""
    return to_text(document)[:255]


def with_teams(document: str, join_url: str) -> str:
    """The document with Teams' join part put after everything else, as Outlook does."""
    link, number = html.escape(join_url), int(hashlib.sha256(join_url.encode()).hexdigest(), 16) % 10**12
    rule = f'<div style="width:100%"><span style="white-space:nowrap; color:#5F5F5F; opacity:.36">{RULE}</span></div>'
    head = '<div style="margin-bottom:24px"><span style="font-size:24px">Microsoft Teams</span></div>'
    join = f'<a class="me-email-headline" href="{link}" target="_blank">Join the meeting now</a>'
    blob = (
        f"<br>\n{rule}\n"
        '<div class="me-email-text" lang="sv-SE" style="color:#252424; font-family:Segoe UI,Helvetica,sans-serif">'
        f'{head}<div style="margin-bottom:20px">{join}</div>'
        f'<div class="me-email-text-secondary">Meeting ID: {number:012d}</div></div>\n'
        f"{rule}"
    )
    return _framed(f"{inner(document)}\n{clean_part(blob)}".strip())


def clean_part(content: str) -> str:
    """As `clean`, without the frame."""
    return inner(clean(content))


def has_teams(document: str, join_url: str) -> bool:
    """Whether the join part still stands in the document: the link, inside Teams' own block."""
    finder = _Joins(join_url)
    finder.feed(document)
    finder.close()
    return finder.found


def _framed(content: str) -> str:
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    return f"<html><head>\r\n{meta}</head><body>\r\n{content}\r\n</body></html>"


def _kept(name: str, value: str) -> tuple[str, str] | None:
    """An attribute as it comes out; None when it does not."""
    if name.startswith(("on", "data-")) or name in ("srcdoc", "contenteditable"):
        return None
    if name in ("href", "src") and re.match(r"\s*(javascript|vbscript|data):", value, re.IGNORECASE):
        return None
    if name in ("id", "name"):
        return name, value if value.startswith("x_") else f"x_{value}"
    if name == "class":
        words = (word if word in KNOWN_CLASSES or word.startswith("x_") else f"x_{word}" for word in value.split())
        return name, " ".join(words)
    return name, value


class _Cleaner(HTMLParser):
    """Writes HTML anew, leaving out what Exchange leaves out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED:
            self._hidden.append(tag)
        if self._hidden or tag in FRAME:
            return
        kept = [pair for name, value in attrs if (pair := _kept(name, value or ""))]
        self._out.append(f"<{tag}" + "".join(f' {name}="{html.escape(value)}"' for name, value in kept) + ">")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        elif not self._hidden and tag in self._open:
            while True:
                last = self._open.pop()
                self._out.append(f"</{last}>")
                if last == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._out.append(html.escape(data, quote=False).replace("\xa0", "&nbsp;"))

    def finished(self) -> str:
        return "".join(self._out) + "".join(f"</{tag}>" for tag in reversed(self._open))


class _Words(HTMLParser):
    """Collects the words; a line break of the text is a vertical tab until the spaces are settled."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or tag in ("br", "hr"):
            self.words.append("\v")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.words.append("\v")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class _Joins(HTMLParser):
    """Looks for the join link inside a block of the class me-email-text."""

    def __init__(self, join_url: str) -> None:
        super().__init__(convert_charrefs=True)
        self._url, self._depth, self.found = join_url, 0, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "div" and (self._depth or "me-email-text" in (has.get("class") or "").split()):
            self._depth += 1
        if tag == "a" and self._depth and has.get("href") == self._url:
            self.found = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1
