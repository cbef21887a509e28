"""The agenda as an iCalendar file (RFC 5545, 7986, 9074): the door of icalendar.

The file is a snapshot, without METHOD. icalendar writes control characters, empty categories and an unescaped NAME as
they come: texts are cleaned here first, and the bytes looked over before anybody gets them.
"""

from __future__ import annotations

import re
from datetime import UTC, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from demenagement.domain.agenda import State
from demenagement.domain.values import safe_lines, safe_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from icalendar import Alarm, Event

    from demenagement.domain.agenda import Occasion

# Outlook's limits: a subject below 255 characters, a description below 8,000.
_LONGEST_TITLE, _LONGEST_NOTES = 254, 7999
_LONGEST_LINE = 75  # octets, the line end not counted
_COLOUR, _APPLE_COLOUR = "teal", "#008080"
_URL = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f]+")
_UNSOUND = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n")


class IcsCalendars:
    """The Calendars port as `.ics` content."""

    def write(self, uid: str, name: str, occasions: Sequence[Occasion], modified: datetime) -> bytes:
        """One calendar of all-day events. The same in, the same bytes out.

        Raises ValueError for an empty calendar, which is not legal, and for bytes that are not sound.
        """
        from icalendar import Calendar, vText  # noqa: PLC0415 # 55 ms, when a calendar is written

        if not occasions:
            raise ValueError(uid)
        journey = UUID(uid)
        calendar = Calendar.new(
            prodid=f"-//demenagement//demenagement {version('demenagement')}//FR",
            calscale="GREGORIAN",
            uid=str(uuid5(journey, "calendar")),
            color=_COLOUR,
            last_modified=modified.astimezone(UTC),
        )
        # `Calendar.new(name=…)` does not escape.
        calendar["NAME"] = calendar["X-WR-CALNAME"] = vText(_title(name))
        calendar["X-APPLE-CALENDAR-COLOR"] = vText(_APPLE_COLOUR)
        for occasion in occasions:
            calendar.add_component(_event(journey, occasion))
        return _sound(calendar.to_ical(), len(occasions))


def _event(journey: UUID, occasion: Occasion) -> Event:
    from icalendar import Event, vText  # noqa: PLC0415 # as above
    from icalendar.enums import STATUS, TRANSP  # noqa: PLC0415 # as above

    busy = occasion.busy and occasion.state is State.CONFIRMED
    title = _title(occasion.title) or occasion.key
    url = occasion.url if _URL.fullmatch(occasion.url) else ""
    event = Event.new(
        uid=str(uuid5(journey, occasion.key)),
        # Without METHOD both are the moment of the last change: the same plan gives the same bytes.
        stamp=occasion.modified.astimezone(UTC),
        last_modified=occasion.modified.astimezone(UTC),
        created=occasion.created.astimezone(UTC),
        sequence=occasion.sequence,
        start=occasion.first,
        end=occasion.last + timedelta(days=1),  # the day after: exclusive, and never left out
        summary=title,
        description=_notes(occasion.notes, url) or None,
        categories=tuple(filter(None, map(_tag, occasion.tags))),
        status=STATUS[occasion.state.name],
        transparency=TRANSP.OPAQUE if busy else TRANSP.TRANSPARENT,
        url=url or None,
    )
    # Outlook's own word for it.
    event["X-MICROSOFT-CDO-BUSYSTATUS"] = vText("BUSY" if busy else "FREE")
    if occasion.state is State.CONFIRMED:
        for number, before in enumerate(occasion.alarms):
            event.add_component(_alarm(str(uuid5(journey, f"{occasion.key}#a{number}")), title, before))
    return event


def _alarm(uid: str, title: str, before: timedelta) -> Alarm:
    from icalendar import Alarm  # noqa: PLC0415 # as above

    return Alarm.new_display(description=title, trigger=before, uid=uid)


def _title(text: str) -> str:
    return _clipped(safe_text(text), _LONGEST_TITLE)


def _tag(text: str) -> str:
    """A category; some readers split it on a comma, an escaped one too."""
    return safe_text(text.replace(",", " "))


def _notes(text: str, url: str) -> str:
    """The notes, ending with the address: many calendars do not show URL."""
    ending = f"\n\n{url}" if url else ""
    return (_clipped(safe_lines(text).strip(), _LONGEST_NOTES - len(ending)) + ending).strip()


def _clipped(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _sound(content: bytes, events: int) -> bytes:
    """The bytes, once looked over: every line ends in CRLF and is short, and no text became structure."""
    *lines, rest = content.split(b"\r\n")
    if (
        rest
        or _UNSOUND.search(content)
        or max(map(len, lines)) > _LONGEST_LINE
        or lines.count(b"BEGIN:VEVENT") != events
    ):
        raise ValueError(content)
    return content
