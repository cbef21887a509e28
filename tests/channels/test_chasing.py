"""A chase, word for word: the message it recalls, and the request as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import a_draft, a_letter

from demenagement.channels.chasing import recalling
from demenagement.domain.draft import Earlier
from demenagement.domain.provider import Channel
from demenagement.wording import phrasebook

FR, EN = phrasebook("fr"), phrasebook("en")
EARLIER = Earlier(day=date(2027, 3, 1), channel=Channel.PORTAL, reference="AB-1234")


def test_a_letter_names_the_first_message_and_holds_the_request_whole() -> None:
    """Between greeting and closing; it says that it is no new request."""
    letter = a_letter(subject="Changement d'adresse", paragraphs=("Madame, Monsieur,", "Je déménage.", "Salutations."))
    chase = recalling(a_draft(letter=letter), EARLIER, EN)
    assert chase.letter is not None
    assert chase.subject == chase.letter.subject == "Relance : Changement d'adresse"
    greeting, first, ask, again, request, closing = chase.letter.paragraphs
    assert (greeting, request, closing) == ("Madame, Monsieur,", "Je déménage.", "Salutations.")
    assert first.startswith(
        "Le 1er mars 2027, je vous ai fait sur votre site la demande que voici, sous la référence AB-1234."
    )
    assert (ask.startswith("Merci de me dire par écrit"), again.startswith("Ce n'est pas une nouvelle demande")) == (
        True,
        True,
    )


def test_two_who_sign_write_as_two() -> None:
    """The sentences agree."""
    letter = a_letter(paragraphs=("Bonjour,", "Cordialement."), signature="Camille Martin\nSacha Martin")
    chase = recalling(a_draft(letter=letter), EARLIER, FR)
    assert chase.letter is not None
    assert "nous vous avons fait" in chase.letter.paragraphs[1]


def test_an_e_mail_does_the_same() -> None:
    """In French, whoever reads the screen."""
    text = "Bonjour,\n\nJe déménage.\n\nCordialement,\nCamille Martin"
    chase = recalling(a_draft(channel=Channel.EMAIL, letter=None, text=text, subject="Adresse"), EARLIER, EN)
    greeting, first, _, _, request, closing = chase.text.split("\n\n")
    assert (chase.subject, greeting, request, closing) == (
        "Relance : Adresse",
        "Bonjour,",
        "Je déménage.",
        "Cordialement,\nCamille Martin",
    )
    assert "je vous ai fait sur votre site" in first


@pytest.mark.parametrize("channel", [Channel.PORTAL, Channel.PHONE, Channel.COUNTER])
def test_a_script_begins_with_what_was_asked_before(channel: Channel) -> None:
    """In the reader's language; the sheet follows as it was."""
    draft = replace(a_draft(channel=channel, letter=None, text="Call them."), step="bank")
    french, english = (recalling(draft, EARLIER, words) for words in (FR, EN))
    assert "Le 1er mars 2027, j'ai fait cette demande sur votre site, référence AB-1234." in french.text
    assert "On 1 March 2027 I made this request on your website, reference AB-1234." in english.text
    assert french.text.endswith("Call them.")


def test_what_leaves_beside_the_words_is_shown() -> None:
    """The reference is a field like any other; without one there is none, and no hole in a sentence."""
    named, unnamed = (
        recalling(a_draft(), earlier, FR) for earlier in (EARLIER, Earlier(day=EARLIER.day, channel=Channel.PHONE))
    )
    assert [field.value for field in named.fields] == ["AB-1234"]
    assert unnamed.fields == ()
    assert unnamed.letter is not None
    assert "par téléphone la demande que voici. Sauf erreur" in unnamed.letter.paragraphs[1]


@pytest.mark.parametrize("channel", list(Channel))
def test_every_way_has_its_words(channel: Channel) -> None:
    """However they were told first."""
    earlier = Earlier(day=EARLIER.day, channel=channel)
    for draft in (a_draft(), a_draft(channel=Channel.PHONE, letter=None, text="x")):
        assert recalling(draft, earlier, FR).earlier == earlier


def test_a_notice_that_found_no_answer_is_to_be_given_again() -> None:
    """Nobody may have fetched it: it is void then (service-public.fr, F32360), and no request to ask after."""
    draft = replace(a_draft(channel=Channel.COUNTER, letter=None, text="Sheet."), step="lease-notice")
    for words, told in ((FR, "donnez-le de nouveau"), (EN, "give it again")):
        assert told in recalling(draft, EARLIER, words).text
