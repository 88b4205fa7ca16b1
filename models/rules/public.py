"""What anybody at all may see of a meeting. Not how it is shown, nor who asks."""

import re
from typing import Final

_LINK: Final = re.compile(
    r"""(?ix)
    [a-z][a-z0-9+.-]*:// | \bwww\. | \b(?:mailto|tel|sip|msteams): | \S@\S   # an address of any kind
    | \b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S                                    # meet.example/j/123
    """
)


def shows_place(place: str) -> bool:
    """Whether a meeting's place may be shown to anybody: a room may, a link to a meeting lets people in."""
    return _LINK.search(place) is None


def shows_agenda(*, notice_sent: bool, cancelled: bool) -> bool:
    """Whether the titles of an agenda may be shown to anybody: from the notice on, for it is the notice that makes them
    final and public; a meeting that is not held has none."""
    return notice_sent and not cancelled
