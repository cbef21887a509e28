"""The chain of entries: whatever is changed in it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from builders import NOW
from hypothesis import given, settings
from hypothesis import strategies as st

from demenagement.domain.ledger import append, first_break

if TYPE_CHECKING:
    from demenagement.domain.ledger import Entry

PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-99, 99), st.text(max_size=6)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    max_leaves=5,
)
BODIES = st.lists(st.dictionaries(st.text(max_size=4), PLAIN, max_size=2), min_size=1, max_size=3)
FEW = settings(max_examples=30)


def chained(*bodies: dict[str, Any]) -> tuple[Entry, ...]:
    """A ledger of these, one a minute."""
    entries: tuple[Entry, ...] = ()
    for minute, body in enumerate(bodies):
        entries = append(entries, "noted", NOW + timedelta(minutes=minute), body)
    return entries


def test_an_empty_ledger_holds() -> None:
    """Nothing happened, nothing is broken."""
    assert first_break(()) is None


def test_entries_are_numbered_and_each_names_the_one_before() -> None:
    """The first one names none."""
    entries = chained({"step": "bank"}, {"step": "cpam"})
    assert [(1, "0" * 64), (2, entries[0].hash)] == [(entry.number, entry.previous) for entry in entries]


def test_a_new_entry_leaves_the_others_as_they_were() -> None:
    """A ledger only grows."""
    before = chained({"step": "bank"})
    assert before == append(before, "noted", NOW, {})[:1]


@FEW
@given(bodies=BODIES)
def test_what_was_only_appended_holds(bodies: list[dict[str, Any]]) -> None:
    """Whatever the entries say."""
    assert first_break(chained(*bodies)) is None


@pytest.mark.parametrize("name", ["number", "at", "kind", "body", "previous", "hash"])
@FEW
@given(bodies=BODIES, data=st.data())
def test_any_changed_field_is_found(name: str, bodies: list[dict[str, Any]], data: st.DataObject) -> None:
    """In whichever entry it lies, at that entry or at the next."""
    entries = [*chained(*bodies)]
    at = data.draw(st.integers(0, len(entries) - 1))
    old = getattr(entries[at], name)
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "number": st.integers(0, 9),
        "body": st.dictionaries(st.text(max_size=4), PLAIN, max_size=3),
    }
    new = kinds.get(name, st.text(max_size=8))
    changes: dict[str, Any] = {name: data.draw(new.filter(lambda value: value != old))}
    entries[at] = replace(entries[at], **changes)
    assert at + 1 == first_break(entries)


@given(text=st.text(min_size=1, max_size=20), data=st.data())
def test_one_changed_character_is_found(text: str, data: st.DataObject) -> None:
    """Even a single one of a note."""
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda letter: letter != text[at]))
    (entry,) = chained({"note": text})
    assert first_break([replace(entry, body={"note": text[:at] + other + text[at + 1 :]})]) == 1


@FEW
@given(bodies=BODIES.filter(lambda bodies: len(bodies) > 1), data=st.data())
def test_a_missing_entry_is_found(bodies: list[dict[str, Any]], data: st.DataObject) -> None:
    """All but the last, which nothing names yet."""
    entries = [*chained(*bodies)]
    at = data.draw(st.integers(0, len(entries) - 2))
    del entries[at]
    assert at + 1 == first_break(entries)


def test_two_entries_that_changed_places_are_found() -> None:
    """Order is part of what happened."""
    first, second = chained({"step": "bank"}, {"step": "bank"})
    assert first_break([second, first]) == 1


def test_an_inserted_entry_is_found() -> None:
    """Even one with a right hash of its own."""
    entries = chained({"step": "bank"}, {"step": "cpam"})
    forged = append(entries[:1], "noted", NOW, {"step": "forged"})
    assert first_break([*forged, entries[1]]) == 3


def test_the_order_of_keys_means_nothing() -> None:
    """A store may write them in another one."""
    (entry,) = chained({"a": 1, "b": 2})
    assert first_break([replace(entry, body={"b": 2, "a": 1})]) is None


def test_a_date_and_its_text_are_one() -> None:
    """A store gives the text back."""
    (entry,) = chained({"day": date(2027, 5, 8)})
    assert first_break([replace(entry, body={"day": "2027-05-08"})]) is None


@pytest.mark.parametrize(("before", "after"), [(1, True), (0, False), (1, "1"), (None, "None"), ([], {})])
def test_values_that_look_alike_are_told_apart(before: object, after: object) -> None:
    """One is not true."""
    (entry,) = chained({"value": before})
    assert first_break([replace(entry, body={"value": after})]) == 1
