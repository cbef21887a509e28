"""An electronic registered letter: to a name and an e-mail address, shown field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from channels.conftest import a_step, lease_facts, the_landlord

from demenagement.channels.electronic import ElectronicComposer
from demenagement.domain.draft import Addressee
from demenagement.domain.provider import Channel
from demenagement.errors import DossierIncomplete, NotAllowed
from demenagement.wording import LANGUAGES, phrasebook

if TYPE_CHECKING:
    from demenagement.domain.draft import Draft, Letter

NOTICE = {"slug": "lease-notice", "letter": "lease-notice", "side": "leaving"}
LINE = "Lettre recommandée électronique"


def drafted(name: str = "Anne Exemple", kind: str | None = "person", lang: str = "fr", **changed: object) -> Draft:
    """A notice to that landlord."""
    told = {
        "leaving__landlord__name": name,
        "leaving__landlord__kind": kind,
        "leaving__landlord__email": "anne@exemple.fr",
    }
    known = {path: value for path, value in lease_facts(**{**told, **changed}).items() if value is not None}
    return ElectronicComposer(the_landlord(), phrasebook(lang)).draft(a_step(**NOTICE), known)


def letter(draft: Draft) -> Letter:
    """The letter of a draft that has one."""
    assert draft.letter is not None
    return draft.letter


def test_it_goes_to_an_e_mail_address_and_to_nobody_s_letterbox() -> None:
    """The landlord's postal address is known, and is nowhere in it."""
    draft = drafted()
    assert (draft.channel, draft.recipient) == (Channel.ELECTRONIC, "Anne Exemple, anne@exemple.fr")
    assert letter(draft).electronic == Addressee(email="anne@exemple.fr", first_name="Anne", last_name="Exemple")
    assert letter(draft).recipient == ("Anne Exemple", "anne@exemple.fr")
    assert "Darcy" not in str(draft.document())


def test_a_landlord_without_a_postal_address_is_written_to_all_the_same() -> None:
    """None is needed."""
    assert letter(drafted(leaving__landlord__address=None)).recipient == ("Anne Exemple", "anne@exemple.fr")


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        (
            "fr",
            [
                ("Adresse électronique du destinataire", "anne@exemple.fr"),
                ("Prénom du destinataire", "Anne"),
                ("Nom du destinataire", "Exemple"),
                ("Le destinataire est", "un particulier, qui a donné son accord"),
            ],
        ),
        (
            "en",
            [
                ("Recipient's e-mail address", "anne@exemple.fr"),
                ("Recipient's first name", "Anne"),
                ("Recipient's last name", "Exemple"),
                ("The recipient is", "a private person, who agreed"),
            ],
        ),
    ],
)
def test_to_whom_it_goes_is_shown_field_by_field(lang: str, shown: list[tuple[str, str]]) -> None:
    """In the reader's language, before what the letter tells."""
    fields = drafted(lang=lang).fields
    assert [(field.label, field.value) for field in fields[:4]] == shown
    assert {field.fact for field in fields[:4]} == {f"leaving.landlord.{name}" for name in ("email", "name", "kind")}
    assert fields[4].fact == "household.adults"


@pytest.mark.parametrize("kind", ["agency", "social"])
def test_a_body_is_shown_as_one(kind: str) -> None:
    """With the name the service needs twice."""
    draft = drafted("Agence du Parc", kind)
    assert [field.value for field in draft.fields[:5]] == [
        "anne@exemple.fr",
        "Agence",
        "du Parc",
        "Agence du Parc",
        "un professionnel",
    ]
    assert draft.recipient == "Agence du Parc, anne@exemple.fr"


def test_a_body_of_one_word_bears_it_twice() -> None:
    """The service asks for a first and a last name of everybody."""
    to = letter(drafted("Foncière", "agency")).electronic
    assert (to and (to.first_name, to.last_name, to.body)) == ("Foncière", "Foncière", "Foncière")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Anne Exemple", ("Anne", "Exemple")),
        ("Mme Anne Exemple", ("Anne", "Exemple")),
        ("M. Jean-Pierre de La Tour", ("Jean-Pierre", "de La Tour")),
        ("Madame EXEMPLE Anne Sophie", ("Anne Sophie", "EXEMPLE")),
        ("DE LA TOUR Jean", ("Jean", "DE LA TOUR")),
        ("ANNE EXEMPLE", ("ANNE", "EXEMPLE")),
    ],
)
def test_a_person_s_name_is_parted(name: str, parts: tuple[str, str]) -> None:
    """The person sees it before saying yes."""
    to = letter(drafted(name)).electronic
    assert (to and (to.first_name, to.last_name)) == parts


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Exemple", "person"),
        ("Mme Exemple", "person"),
        ("M. et Mme Exemple", "person"),
        ("Anne et Paul Exemple", "person"),
        (f"Anne {'x' * 51}", "person"),
        ("x" * 39, "agency"),
    ],
)
def test_a_name_that_opens_no_letter_is_refused(name: str, kind: str) -> None:
    """It is opened in one name; nothing is cut off in silence."""
    with pytest.raises(NotAllowed) as refused:
        drafted(name, kind)
    assert (refused.value.reason, refused.value.facts["fact"]) == ("electronic-name", "leaving.landlord.name")


@pytest.mark.parametrize("what", ["name", "email", "kind"])
def test_whom_it_is_for_is_asked(what: str) -> None:
    """Nobody is guessed."""
    with pytest.raises(DossierIncomplete) as caught:
        drafted(**{f"leaving__landlord__{what}": None})
    assert caught.value.missing == (f"leaving.landlord.{what}",)


@pytest.mark.parametrize("way", [None, "electronic", "registered", "hand", "bailiff"])
def test_the_letter_says_how_it_goes(way: str | None) -> None:
    """And not how it was first meant to."""
    found = letter(drafted(leaving__notice_by=way))
    assert (found.references, found.registered) == ((LINE,), False)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_letter_itself_is_the_one_that_goes_on_paper(lang: str) -> None:
    """In French, whoever reads the screen."""
    assert letter(drafted(lang=lang)).paragraphs[0] == "Madame, Monsieur,"
    assert letter(drafted(lang=lang)).subject.startswith("Congé du logement situé 12 rue de la Liberté")
