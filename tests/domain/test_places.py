"""An address that was only typed, and offices one may write to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demenagement.domain.offices import OFFICE_OF, OFFICES, Opening, PublicOffice, only_address
from demenagement.domain.places import typed_place

CAF = PublicOffice(ident="a", kind="caf", name="Caf", competent=True, visit=("1 rue du Modèle", "44000 Nantes"))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12 rue du Modèle, 44000 Nantes", ("12 rue du Modèle", "44000", "Nantes")),
        ("12 rue du Modèle 44000 La Chapelle-sur-Erdre", ("12 rue du Modèle", "44000", "La Chapelle-sur-Erdre")),
        ("44000 Nantes", ("", "44000", "Nantes")),
        ("12 rue du 8 Mai 1945", ("12 rue du 8 Mai 1945", "", "")),
        ("12 rue du Modèle 44000", ("12 rue du Modèle 44000", "", "")),
    ],
)
def test_an_address_is_taken_apart_at_its_postcode(text: str, parts: tuple[str, str, str]) -> None:
    """Where there is one, with a town behind it."""
    place = typed_place(text)
    assert (place.street, place.postcode, place.city) == parts


@given(st.text(max_size=200))
def test_nothing_typed_is_lost(text: str) -> None:
    """The label says it whole, whatever it is."""
    assert typed_place(text).label == text.strip()


def test_one_writes_only_where_it_is_sure() -> None:
    """The name first."""
    assert only_address((CAF,)) == ("Caf", "1 rue du Modèle", "44000 Nantes")
    assert only_address(()) == only_address((CAF, CAF)) == only_address((replace(CAF, competent=False),)) == ()


def test_every_provider_stands_for_an_office_that_can_be_asked() -> None:
    """Its kind is one of the directory's."""
    assert set(OFFICE_OF.values()) <= set(OFFICES)


@pytest.mark.parametrize(
    ("opening", "key"),
    [
        (Opening(0, 4, (("09:00", "12:00"),)), "hours-days"),
        (Opening(5, 5, (("09:00", "12:00"),)), "hours-day"),
        (Opening(0, 4), "hours-days-unsaid"),
        (Opening(5, 5, note="fermé l'été"), "hours-day-unsaid"),
    ],
)
def test_hours_have_a_sentence_of_their_own(opening: Opening, key: str) -> None:
    """A day, several, and where none were given."""
    assert opening.told[0] == key
