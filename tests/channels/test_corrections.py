"""What puts right an earlier sending says which, in every way that is read or heard by somebody."""

from __future__ import annotations

from datetime import date

import pytest
from channels.conftest import CAMILLE, NOA, a_manifest, a_notice, a_step, every_letter, facts, lease_facts, the_landlord

from demenagement.channels import COMPOSERS
from demenagement.channels.electronic import ElectronicComposer
from demenagement.domain.provider import Channel
from demenagement.wording import phrasebook

FIRST = date(2027, 3, 1)


def drafted(channel: Channel, lang: str = "fr", **changed: object) -> str:
    """Every word of that channel's draft."""
    manifest = a_manifest(contact={"email": "client@example.fr"}, requires=["move.day"])
    return COMPOSERS[channel](manifest, phrasebook(lang)).draft(a_step(), facts(**changed)).text


def test_a_letter_says_it_first() -> None:
    """Right after the greeting, with the day."""
    alone, both = a_notice(corrects=FIRST), a_notice(CAMILLE, NOA, corrects=FIRST)
    assert alone.paragraphs[:2] == ("Madame, Monsieur,", "La présente rectifie mon envoi du 1er mars 2027.")
    assert both.paragraphs[1] == "La présente rectifie notre envoi du 1er mars 2027."


def test_an_electronic_letter_says_it_too() -> None:
    """In the same words."""
    told = {
        "leaving__landlord__name": "Anne Exemple",
        "leaving__landlord__kind": "person",
        "leaving__landlord__email": "anne@exemple.fr",
    }
    step = a_step(slug="lease-notice", letter="lease-notice", side="leaving")
    draft = ElectronicComposer(the_landlord(), phrasebook("fr")).draft(step, lease_facts(**told, corrects=FIRST))
    assert draft.letter is not None
    assert draft.letter.paragraphs[1] == "La présente rectifie mon envoi du 1er mars 2027."


def test_a_first_letter_says_no_such_thing() -> None:
    """Whatever its kind."""
    said = [text for letter in every_letter().values() for text in letter.paragraphs]
    assert [text for text in said if "rectifie mon" in text] == []


@pytest.mark.parametrize("lease", ["unfurnished", "residence"])
def test_a_notice_that_is_put_right_offers_no_new_start(lease: str) -> None:
    """It runs since the first: the letter says when the lease ends, and not that it runs from this one."""
    first, second = (
        "\n".join(a_notice(leaving__lease=lease, **changed).paragraphs) for changed in ({}, {"corrects": FIRST})
    )
    assert ("Le préavis court à partir" in first, "Le préavis court à partir" in second) == (True, False)
    assert "Le bail prend fin à son issue." in second


def test_an_e_mail_says_it_after_the_greeting() -> None:
    """In its own words."""
    assert drafted(Channel.EMAIL, corrects=FIRST).split("\n\n")[1] == "Ce message rectifie mon envoi du 1er mars 2027."


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.COUNTER])
@pytest.mark.parametrize(
    ("lang", "said"), [("fr", "ce que je vous ai dit le 1er mars 2027"), ("en", "I told you on 1 March 2027")]
)
def test_whoever_calls_or_goes_there_says_it(channel: Channel, lang: str, said: str) -> None:
    """In the first sentence."""
    assert (said in drafted(channel, lang, corrects=FIRST), said in drafted(channel, lang)) == (True, False)


@pytest.mark.parametrize("channel", [Channel.PORTAL, Channel.PREFILL])
def test_a_form_is_filled_in_anew(channel: Channel) -> None:
    """It has no place to say it in, and nobody got the first draft."""
    assert drafted(channel, corrects=FIRST) == drafted(channel)
