"""What a silence says to a person, sentence by sentence."""

from __future__ import annotations

import pytest
from scripted_carriers import ScriptedCarrier
from watching_builders import FORWARDING, PERMIT, PLATE, TELL, Days

from demenagement.application.silences import awaited_title, silence_lines
from demenagement.wording import LANGUAGES, phrasebook


def told(world: Days, lang: str = "fr", *, commands: bool = True) -> list[list[str]]:
    """The sentences of each silence of that day."""
    overview, say = world.look(), phrasebook(lang)
    manifests = world.providers.manifests
    return [
        [*silence_lines(each, overview, manifests, say, commands=commands)]
        for each in world.watching.silences(overview)
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_silence_says_what_happened_what_it_means_and_what_is_ready(lang: str) -> None:
    """Then the command, where there is a command line."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    (lines,) = told(world.after(11), lang)
    (silence,) = world.watching.silences(world.look())
    say = phrasebook(lang)
    assert lines == [
        say("following.silent", day=silence.until),
        say("following.means.portal-unconfirmed", day=silence.awaited.first.day),
        say("following.chase-ready", channel="email"),
        say("following.chase-how", id=world.ident, step="tell"),
    ]
    assert told(world, lang, commands=False) == [lines[:3]]


def test_a_form_that_waits_for_the_person_shows_its_page() -> None:
    """To finish there, or to go another way."""
    carrier = ScriptedCarrier(slug="forms")
    carrier.yours = True
    world = Days(PERMIT, carriers={"forms": carrier})
    world.approve("permit")
    world.store.change(
        world.ident,
        lambda journey: journey.sent(
            next(iter(journey.submissions())), carrier.receipt("k"), world.clock(), world.today
        ),
    )
    (lines,) = told(world.after(1))
    assert lines[2] == "Page : https://exemple.fr/suite"
    assert "sur leur site" in lines[3]


def test_something_by_post_says_what_to_do_in_its_own_words() -> None:
    """Those of the plan, for a code that concerns nobody's answer."""
    world = Days(FORWARDING)
    world.done("forwarding")
    (lines,) = told(world.after(11))
    assert (lines[0].startswith("Pas arrivé à la date prévue : Le code."), lines[1:]) == (True, ["Allez au guichet."])


def test_where_no_way_is_left_whoever_decides_is_named() -> None:
    """And a person to talk to; the label says whose it is."""
    world = Days(PLATE)
    world.done("plate/ab-123-cd", "dossier 42-A")
    (lines,) = told(world.after(11))
    assert lines[1:] == [
        "Regardez la boîte.",
        "Toutes les voies ont été essayées. Qui décide maintenant : Écrivez.",
        "Une personne à qui parler : Un conseiller.",
    ]
    (label,) = world.awaited().values()
    assert awaited_title(label, phrasebook("en")) == "The label (AB-123-CD)"


def test_a_chase_that_was_said_yes_to_is_told_as_such() -> None:
    """It is not proposed again."""
    world = Days(TELL)
    world.done("tell", "réf. AB-1234")
    world.after(11).approve_chase("tell")
    (lines,) = told(world)
    assert lines[2:] == [phrasebook("fr")("following.chase-prepared", id=world.ident, step="tell")]
