"""A request that was already made: changed, taken back, followed; in writing, or in words to say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from channels.conftest import a_letter, a_manifest, a_step, facts

from demenagement.channels.asking import Asking
from demenagement.domain.provider import Channel
from demenagement.domain.verb import Verb
from demenagement.wording import LANGUAGES, phrasebook

if TYPE_CHECKING:
    from demenagement.domain.draft import Draft, Letter

REQUIRES = ["move.day", "arriving.street", "arriving.city"]
METERS = ["accounts.edf.reference", "leaving.electricity.meter"]
MANIFEST = a_manifest(
    requires=REQUIRES,
    optional=METERS,
    contact={"address": ["Service client", "TSA 20012", "41975 Blois Cedex 9"], "phone": "3000"},
    portal="https://exemple.fr/",
)
CASE = {"case__sent": date(2027, 2, 1), "accounts__edf__reference": "1-23", "leaving__electricity__meter": "123"}


def written(letter: str, **changed: object) -> Letter:
    """A letter about something that was asked in February."""
    step = a_step(letter=letter, kind="electricity", side="leaving")
    return a_letter(MANIFEST, step, facts(**{**CASE, **changed}))


def said(letter: Letter) -> str:
    """All its paragraphs as one text."""
    return "\n".join(letter.paragraphs)


def spoken(channel: Channel, verb: Verb, lang: str = "fr", **changed: object) -> Draft:
    """The sheet for that way and that verb."""
    composer = Asking(phrasebook(lang)).composer(MANIFEST, channel, verb, None)
    return composer.draft(a_step(kind="electricity", side="leaving"), facts(**{**CASE, **changed}))


def test_an_amendment_holds_the_new_address_and_the_day_and_asks_not_to_do_it_twice() -> None:
    """Where it is not known what is different: in words for whoever knows only their own file."""
    letter = said(written("amendment"))
    assert "Le 1er février 2027, j'ai pris contact avec vous" in letter
    assert "Jour du déménagement : 8 mai 2027" in letter
    assert "quai des Brumes" in letter
    assert "123" not in letter
    assert "Elle ne doit pas être traitée en double." in letter


def test_an_amendment_holds_what_is_different_and_nothing_else() -> None:
    """A meter that was mistyped, told as it is above a letter; the day, which stands, is not told again."""
    letter = said(written("amendment", case__changed=("leaving.electricity.meter", "leaving.rent")))
    assert "Point de livraison (PDL) n° 123" in letter
    assert "Jour du déménagement" not in letter


def test_a_withdrawal_asks_what_can_still_be_undone() -> None:
    """It may be too late."""
    letter = said(written("withdrawal"))
    assert "Je retire cette demande : merci de ne pas y donner suite." in letter
    assert "ce qui peut encore être défait" in letter


def test_a_notice_is_taken_back_only_with_the_landlord_s_signature() -> None:
    """The letter says so, and has room for it; nothing of it says that the notice is gone."""
    letter = said(written("notice-withdrawal"))
    assert "Le 1er février 2027, je vous ai donné congé du logement situé 12 rue de la Liberté" in letter
    assert "ne se retire qu'avec l'accord du bailleur" in letter
    assert "sans lui, le congé tient" in letter
    assert letter.splitlines()[-2].endswith("Nom, date et signature :")


def test_a_status_request_asks_for_a_day() -> None:
    """And for what is missing."""
    letter = said(written("status-request"))
    assert "pour quel jour je peux attendre une réponse" in letter
    assert "S'il manque une pièce" in letter


@pytest.mark.parametrize("letter", ["withdrawal", "status-request"])
def test_following_a_request_tells_nothing_new(letter: str) -> None:
    """Only what the file is found by."""
    assert written(letter).references == ("Contrat ou dossier n° 1-23",)
    assert "quai des Brumes" not in said(written(letter))


def test_a_reference_of_the_request_is_given_where_there_is_one() -> None:
    """Beside that of the file."""
    assert written("status-request", case__reference="D-9").references[-1] == "Demande n° D-9"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("channel", [Channel.PORTAL, Channel.PHONE, Channel.COUNTER, Channel.LETTER, Channel.EMAIL])
def test_a_sheet_says_where_then_what_then_how_it_ends(channel: Channel, verb: Verb, lang: str) -> None:
    """In that order, for each way of reaching them."""
    say, text = phrasebook(lang), spoken(channel, verb, lang).text
    first = "say" if channel in (Channel.PHONE, Channel.COUNTER) else "paste"
    places = [text.index(say(f"verb.section.{name}")) for name in (first, "ask", "proof", "wait", "decides", "human")]
    assert places == sorted(places)
    assert places[0] > 0


def test_what_is_written_on_a_site_is_a_message_to_paste() -> None:
    """It is not said, and no quotes are copied with it."""
    assert "Message à coller\nBonjour. J'ai pris contact avec vous" in spoken(Channel.PORTAL, Verb.STATUS).text
    assert "Dites" not in spoken(Channel.PORTAL, Verb.STATUS).text
    assert "Dites\n- « Bonjour." in spoken(Channel.PHONE, Verb.STATUS).text


@pytest.mark.parametrize("letter", ["amendment", "withdrawal", "status-request"])
def test_a_letter_about_a_request_names_it_in_the_household_s_words_to_its_reader(letter: str) -> None:
    """And never by what the program tells the household to do."""
    step = a_step(letter=letter, slug="elec-close", kind="electricity", side="leaving")
    found = a_letter(MANIFEST, step, facts(**CASE))
    assert found.subject.endswith("ma demande : résilier le contrat d'électricité de mon ancien logement")
    assert found.paragraphs[1].endswith("pour résilier le contrat d'électricité de mon ancien logement.")


def test_a_call_has_the_number_and_a_page_its_address() -> None:
    """Whatever is known of the way."""
    assert spoken(Channel.PHONE, Verb.STATUS).text.startswith("Appelez le 3000.")
    assert spoken(Channel.PORTAL, Verb.STATUS).url == "https://exemple.fr/"
    assert spoken(Channel.PHONE, Verb.STATUS).url is None


@pytest.mark.parametrize(("verb", "told"), [(Verb.AMEND, True), (Verb.STATUS, False), (Verb.COMPLAIN, False)])
def test_only_what_the_verb_needs_is_on_the_sheet(verb: Verb, told: bool) -> None:
    """The new address only where something of it changes."""
    found = {field.fact for field in spoken(Channel.PHONE, verb).fields}
    assert ({"accounts.edf.reference", "leaving.electricity.meter"} <= found, "move.day" in found) == (True, told)


def test_a_family_speaks_of_its_own_matter() -> None:
    """The meter, for energy."""
    assert "relevé" in spoken(Channel.PHONE, Verb.COMPLAIN).text
    assert "photo datée du compteur" in spoken(Channel.PHONE, Verb.STATUS).text


def test_what_the_person_told_is_read_out() -> None:
    """A complaint by phone is in their own words too."""
    changed: dict[str, Any] = {"told__what": "La facture est fausse.", "told__wish": "Une facture juste."}
    text = spoken(Channel.PHONE, Verb.COMPLAIN, **changed).text
    assert "Ce qui ne va pas : La facture est fausse." in text
    assert "Ce que je demande : Une facture juste." in text


def test_taking_back_says_how_the_contract_ends() -> None:
    """Where it was the contract that was to end."""
    assert "Rien à fermer." in spoken(Channel.PHONE, Verb.CANCEL).text
    assert "Rien à fermer." not in spoken(Channel.PHONE, Verb.STATUS).text
