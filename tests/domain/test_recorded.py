"""Recorded drafts: what is kept of a draft, and how a difference is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from builders import a_draft, a_letter

from demenagement.domain.draft import Field
from demenagement.domain.provider import Channel
from demenagement.domain.recorded import Recorded, differences

SHEET = Recorded(
    channel=Channel.PHONE,
    recipient="Watt",
    subject="Résilier",
    text="Appelez.\nDites bonjour.",
    fields={"Jour": "08/05/2027", "Ville": "Nantes"},
)
LETTER = Recorded.of(a_draft(letter=a_letter(paragraphs=("Madame,", "Je vous donne congé.\n1. Ceci"))))


def test_a_draft_is_kept_as_a_person_reads_it() -> None:
    """Fields by their label, the letter's paragraphs as one text."""
    kept = Recorded.of(a_draft(fields=(Field("Ville", "Nantes", "arriving.city"),)))
    assert (kept.fields, kept.letter is not None) == ({"Ville": "Nantes"}, True)
    assert LETTER.letter is not None
    assert (LETTER.letter.paragraphs, LETTER.letter.signature, LETTER.letter.registered) == (
        "Madame,\n\nJe vous donne congé.\n1. Ceci",
        ("Camille Martin",),
        True,
    )


def test_the_same_draft_differs_in_nothing() -> None:
    """Whatever it is."""
    assert [*differences(SHEET, SHEET), *differences(LETTER, LETTER)] == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"subject": "Résilié"}, [("subject", "Résilier", "Résilié")]),
        ({"channel": Channel.COUNTER}, [("channel", "phone", "counter")]),
        ({"url": "https://exemple.fr"}, [("url", "", "https://exemple.fr")]),
        ({"text": "Appelez.\nDites bonsoir."}, [("text", "Dites bonjour.", "Dites bonsoir.")]),
        ({"text": "Dites bonjour."}, [("text", "Appelez.", "")]),
        ({"fields": {"Jour": "08/05/2027"}}, [("fields", "Ville = Nantes", "")]),
        (
            {"fields": {"Ville": "Nantes", "Jour": "08/05/2027"}},
            [("fields", "", "Ville = Nantes"), ("fields", "Ville = Nantes", "")],
        ),
        ({"enclosures": ("RIB",)}, [("enclosures", "", "RIB")]),
    ],
)
def test_each_line_that_differs_is_told_by_its_place(change: dict[str, Any], told: list[tuple[str, str, str]]) -> None:
    """What was recorded, then what is written now; the order counts too."""
    assert list(differences(SHEET, replace(SHEET, **change))) == told


def test_a_letter_differs_where_a_word_of_it_does() -> None:
    """By its line."""
    letter = a_letter(paragraphs=("Madame,", "Je vous donne mon congé.\n1. Ceci"), registered=False)
    assert list(differences(LETTER, Recorded.of(a_draft(letter=letter)))) == [
        ("letter.paragraphs", "Je vous donne congé.", "Je vous donne mon congé."),
        ("letter.registered", "true", "false"),
    ]
