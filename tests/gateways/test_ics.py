"""The calendar file as calendars read it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import pytest
import vobject  # type: ignore[import-untyped] # it ships no types
from agenda_builders import DAY, LATER, NOW, PlainSentences, an_occasion
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from demenagement.domain.agenda import State, occasions
from demenagement.domain.dossier import Dossier
from demenagement.domain.household import Adult, Household, Vehicle
from demenagement.domain.move import Arriving, Leaving, Move
from demenagement.domain.values import safe_lines
from demenagement.gateways.ics import IcsCalendars, _sound

if TYPE_CHECKING:
    from icalendar import Event

    from demenagement.bootstrap import Product
    from demenagement.domain.agenda import Occasion

_UID = "5a0c2f6e-0f4b-4b0e-9c7a-0a5a4f2f6c11"
_FIRST_OF_ALL = [b"BEGIN:VCALENDAR", b"VERSION:2.0"]
_HOSTILE = {
    "lines": "une ligne\nune autre",
    "separators": r"a;b,c:d\e\n\;f",
    "injection": "fin\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:faux",
    "event": "BEGIN:VEVENT",
    "folded": "x" * 71 + "\r\n END:VCALENDAR",
    "controls": "a\x00b\x07c\x0bd\x1be\x7ff\x85g\u2028h\u202ei",
    "surrogate": "a\ud800b",
    "emoji": "👩‍👩‍👧 déménage 🚚" * 20,
    "accents": "é" * 200,
    "quotes": '"; RSVP=TRUE: ^n',
}


def _written(*given_out: Occasion, name: str = "Déménagement") -> bytes:
    return IcsCalendars().write(_UID, name, given_out, LATER)


def _calendar(*given_out: Occasion, name: str = "Déménagement") -> Calendar:
    calendar = Calendar.from_ical(_written(*given_out, name=name))
    assert isinstance(calendar, Calendar)
    return calendar


def _event(**changes: Any) -> Event:  # noqa: ANN401 # any field of an occasion
    (event,) = _calendar(an_occasion(**changes)).events
    return event


def _value(event: Event, name: str) -> str:
    value: Any = event[name]
    return str(value.to_ical().decode())


def _text(event: Event, name: str) -> str:
    return str(event[name])


@pytest.fixture(scope="module")
def real(product: Product) -> tuple[Occasion, ...]:
    """Everything that falls on a day in the plan of a real household."""
    dossier = Dossier(
        move=Move(day=date(2027, 5, 8)),
        leaving=Leaving(tenure="tenant", lease="unfurnished", wanted_end=date(2027, 6, 30), postcode="21000"),
        arriving=Arriving(tenure="tenant", postcode="69003"),
        household=Household(adults=(Adult(name="Camille Martin"),), vehicles=(Vehicle(plate="AB-123-CD", kind="car"),)),
    )
    return occasions(product.planning.plan(dossier, date(2027, 3, 1)), PlainSentences(), NOW)


def test_a_real_plan_is_read_by_icalendar_without_a_fault(real: tuple[Occasion, ...]) -> None:
    """Every event on its days, and nothing that could not be read."""
    calendar = _calendar(*real)
    assert [(event.start, event.end, event.errors) for event in calendar.events] == [
        (occasion.first, occasion.last + timedelta(days=1), []) for occasion in real
    ]


def test_a_real_plan_is_read_by_vobject_without_a_fault(real: tuple[Occasion, ...]) -> None:
    """Another reader, and its own validation."""
    calendar = vobject.readOne(_written(*real).decode())
    assert calendar.validate(raiseException=True)
    assert [event.dtstart.value for event in calendar.vevent_list] == [occasion.first for occasion in real]


def test_the_same_plan_gives_the_same_bytes(real: tuple[Occasion, ...]) -> None:
    """A feed keeps its tag, a difference shows what changed."""
    assert _written(*real) == _written(*real)


def test_the_calendar_says_what_it_is() -> None:
    """A snapshot without METHOD, under the journey's own uid."""
    calendar = _calendar(an_occasion())
    told = {name: value.to_ical().decode() for name, value in calendar.items()}
    assert re.fullmatch(r"-//demenagement//demenagement \d[\w.]*//FR", told.pop("PRODID"))
    assert told == {
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "UID": str(uuid5(UUID(_UID), "calendar")),
        "NAME": "Déménagement",
        "X-WR-CALNAME": "Déménagement",
        "COLOR": "teal",
        "X-APPLE-CALENDAR-COLOR": "#008080",
        "LAST-MODIFIED": "20270305T183000Z",
    }


def test_the_calendar_begins_as_the_standard_wants() -> None:
    """Readers sniff the first lines; there is no byte order mark."""
    assert _written(an_occasion()).split(b"\r\n")[:2] == _FIRST_OF_ALL


def test_a_hostile_name_of_the_calendar_stays_a_name() -> None:
    """The library alone would write it as it comes."""
    lines = _written(an_occasion(), name="a;b,c\nEND:VCALENDAR").split(b"\r\n")
    assert [line for line in lines if line.startswith((b"NAME", b"X-WR-CALNAME"))] == [
        rb"NAME:a\;b\,c END:VCALENDAR",
        rb"X-WR-CALNAME:a\;b\,c END:VCALENDAR",
    ]


def test_an_event_ends_on_the_day_after_its_last() -> None:
    """Ends are exclusive."""
    event = _event(first=DAY, last=DAY + timedelta(days=2))
    assert (_value(event, "DTSTART"), _value(event, "DTEND")) == ("20270507", "20270510")


def test_an_event_lasts_all_day_without_a_time_zone() -> None:
    """A date is the same everywhere."""
    event = _event()
    assert [dict(event[name].params) for name in ("DTSTART", "DTEND")] == [{"VALUE": "DATE"}] * 2


def test_the_uid_comes_from_the_key_alone() -> None:
    """Neither title, day nor place change it."""
    assert _value(_event(title="Autre", first=DAY, last=DAY), "UID") == str(uuid5(UUID(_UID), "bank"))


def test_the_stamp_is_the_moment_of_the_last_change() -> None:
    """Not the moment of writing: the bytes would never be the same."""
    event = _event(sequence=3, modified=datetime(2027, 3, 5, 18, 30, tzinfo=UTC))
    assert {name: _value(event, name) for name in ("DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE")} == {
        "DTSTAMP": "20270305T183000Z",
        "LAST-MODIFIED": "20270305T183000Z",
        "CREATED": "20270301T100000Z",
        "SEQUENCE": "3",
    }


@pytest.mark.parametrize(
    ("busy", "state", "told"),
    [
        (False, State.CONFIRMED, ("TRANSPARENT", "FREE", "CONFIRMED")),
        (True, State.CONFIRMED, ("OPAQUE", "BUSY", "CONFIRMED")),
        (True, State.CANCELLED, ("TRANSPARENT", "FREE", "CANCELLED")),
    ],
)
def test_only_a_day_that_is_full_shows_as_full(busy: bool, state: State, told: tuple[str, ...]) -> None:
    """In the standard's word, and in Outlook's."""
    event = _event(busy=busy, state=state)
    assert tuple(_value(event, name) for name in ("TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "STATUS")) == told


def test_tags_hold_no_comma() -> None:
    """Some readers split on the escaped one too."""
    assert _event(tags=("Internet, téléphone", "Contrat")).categories == ["Internet  téléphone", "Contrat"]


@pytest.mark.parametrize("tags", [(), ("",), (" ",)])
def test_without_tags_there_is_no_empty_line_of_tags(tags: tuple[str, ...]) -> None:
    """It is an error to some readers."""
    assert "CATEGORIES" not in _event(tags=tags)


def test_the_page_is_told_apart_and_at_the_end_of_the_notes() -> None:
    """Many calendars hide the first."""
    event = _event(notes="À faire.", url="https://exemple.fr/a;b,c")
    assert (_text(event, "URL"), _text(event, "DESCRIPTION")) == (
        "https://exemple.fr/a;b,c",
        "À faire.\n\nhttps://exemple.fr/a;b,c",
    )


@pytest.mark.parametrize(
    "url", ["javascript:1", "file:///etc/passwd", "exemple.fr", "https://a b", "https://a\r\nX:1", "https://a\x07"]
)
def test_what_is_no_page_is_left_out(url: str) -> None:
    """Nobody should open it from a calendar."""
    event = _event(url=url)
    assert ("URL" in event, "DESCRIPTION" in event) == (False, False)


def test_an_alarm_rings_before_the_day_under_a_uid_of_its_own() -> None:
    """It shows the title; its uid never changes."""
    (alarm,) = _event(alarms=(-timedelta(days=6, hours=15),)).walk("VALARM")
    assert {name: value.to_ical().decode() for name, value in alarm.items()} == {
        "ACTION": "DISPLAY",
        "DESCRIPTION": "Prévenir la banque",
        "TRIGGER": "-P6DT15H",
        "UID": str(uuid5(UUID(_UID), "bank#a0")),
    }


def test_the_alarm_of_the_day_before_is_fifteen_hours_before_midnight() -> None:
    """Nine in the morning."""
    (alarm,) = _event(alarms=(-timedelta(hours=15),)).walk("VALARM")
    assert alarm["TRIGGER"].to_ical() == b"-PT15H"


def test_what_is_cancelled_does_not_ring() -> None:
    """Even if it was given an alarm."""
    assert _event(alarms=(-timedelta(hours=15),), state=State.CANCELLED).walk("VALARM") == []


@pytest.mark.parametrize("text", _HOSTILE.values(), ids=_HOSTILE)
def test_hostile_notes_come_back_as_notes(text: str) -> None:
    """Identical, or without what no calendar may hold; never as structure."""
    assert _text(_event(notes=text), "DESCRIPTION") == safe_lines(text)


@pytest.mark.parametrize("text", _HOSTILE.values(), ids=_HOSTILE)
def test_a_hostile_title_stays_one_title_of_one_event(text: str) -> None:
    """On one line, for two readers."""
    content = _written(an_occasion(title=text, alarms=(-timedelta(hours=15),)))
    (event,) = Calendar.from_ical(content).events
    (same,) = vobject.readOne(content.decode()).vevent_list
    assert (_text(event, "SUMMARY"), "\n" in _text(event, "SUMMARY")) == (same.summary.value, False)


@pytest.mark.parametrize("text", _HOSTILE.values(), ids=_HOSTILE)
def test_hostile_text_makes_no_unsound_line(text: str) -> None:
    """Lines end in CRLF, hold at most 75 octets, and are whole characters."""
    content = _written(an_occasion(title=text, notes=text, tags=(text,)), name=text)
    *lines, rest = content.split(b"\r\n")
    assert (rest, [line for line in lines if len(line) > 75 or re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)]) == (
        b"",
        [],
    )
    assert [line for line in lines if line.decode("utf-8").startswith("BEGIN:VEVENT")] == [b"BEGIN:VEVENT"]


def test_a_title_of_ten_thousand_characters_is_cut_for_outlook() -> None:
    """And shows that it was."""
    title = _text(_event(title="a" * 10_000), "SUMMARY")
    assert (len(title), title[-2:]) == (254, "a…")


def test_notes_of_ten_thousand_characters_are_cut_before_the_page() -> None:
    """The page at the end is kept whole."""
    notes = _text(_event(notes="a" * 10_000, url="https://exemple.fr"), "DESCRIPTION")
    assert (len(notes), notes[-22:]) == (7999, "a…\n\nhttps://exemple.fr")


@pytest.mark.parametrize("title", ["", "  ", "\r\n"])
def test_a_title_is_never_empty(title: str) -> None:
    """The key stands in."""
    assert _text(_event(title=title), "SUMMARY") == "bank"


def test_an_empty_calendar_is_not_written() -> None:
    """It would not be legal."""
    with pytest.raises(ValueError, match=_UID):
        _written()


@pytest.mark.parametrize(
    "content",
    [
        b"A:b\n",
        b"A:b\r\r\n",
        b"A:b",
        b"A:\x07\r\n",
        b"A:" + b"b" * 74 + b"\r\n",
        b"BEGIN:VEVENT\r\nBEGIN:VEVENT\r\n",
    ],
    ids=["bare-lf", "bare-cr", "open-end", "control", "long-line", "event-too-many"],
)
def test_unsound_bytes_are_never_given_out(content: bytes) -> None:
    """Should the library change its ways, nobody gets a broken calendar."""
    with pytest.raises(ValueError, match="b"):
        _sound(content, 1 if b"VEVENT" in content else 0)


_DAYS = st.tuples(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(0, 400))


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(_DAYS, min_size=1, max_size=5))
def test_out_then_in_keeps_every_date(days: list[tuple[date, int]]) -> None:
    """Whatever the days are, and however many."""
    given_out = [
        an_occasion(f"step-{number}", first=first, last=first + timedelta(length))
        for number, (first, length) in enumerate(days)
    ]
    read = [(event.start, event.end - timedelta(days=1)) for event in _calendar(*given_out).events]
    assert read == [(occasion.first, occasion.last) for occasion in given_out]


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_out_then_in_keeps_every_text_that_is_safe(text: str) -> None:
    """What a person can type comes back as they typed it."""
    notes = safe_lines(text).strip()
    assert str(_event(notes=notes).get("DESCRIPTION", "")) == notes
