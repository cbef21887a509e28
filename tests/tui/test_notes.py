"""Notes: what is said on a page after something happened."""

from __future__ import annotations

from pathlib import Path

import pytest
from app_builders import PACKING, WorldDesk
from submission_builders import World

from demenagement.application.agenda import Report
from demenagement.application.following import News
from demenagement.domain.submission import State
from demenagement.errors import NotAllowed, OutcomeUnknown, StorageFailed, Unavailable
from demenagement.tui.messages import Note
from demenagement.tui.sheets.notes import exported, heard, trouble
from demenagement.wording import LANGUAGES, sentences


@pytest.fixture
def world() -> World:
    """One step."""
    return World(PACKING)


def test_a_step_is_called_by_its_title(world: World) -> None:
    """And what to do is a key of this app, not a command."""
    note = trouble(NotAllowed("already-settled", step="packing"), WorldDesk(world), world.look())
    assert note == Note("trouble", ("L'étape « Faire les cartons » est déjà réglée.", "Pour y revenir : la touche r."))


def test_a_provider_is_called_by_its_name(world: World) -> None:
    """Nobody knows slugs."""
    assert trouble(Unavailable("post"), WorldDesk(world), None).lines[0].startswith("« Post » ne répond pas")


def test_a_fault_without_words_of_the_app_keeps_its_own(world: World) -> None:
    """A disk is a disk everywhere."""
    said = trouble(StorageFailed("j.json", "full"), WorldDesk(world), None).lines
    assert said[1] == "Faites de la place, puis recommencez."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_of_the_app_about_a_fault_names_a_command(lang: str) -> None:
    """Whoever is in the app has keys; facts alone are given outside, for now."""
    hints = {name: text for name, text in sentences(lang, "app").items() if name.startswith("hint.")}
    assert [name for name, text in hints.items() if "demenagement " in text] == ["hint.DossierIncomplete"]


def test_a_report_tells_only_what_there_is(world: World) -> None:
    """No zero is listed."""
    report = Report(new=1, moved=2, reworded=0, cancelled=0, unchanged=0)
    assert exported(report, Path("a.ics"), WorldDesk(world).say).lines[1] == "1 nouvelle date, 2 dates déplacées."


def test_no_news_is_said(world: World) -> None:
    """An empty note would leave a doubt."""
    assert heard((), WorldDesk(world), None) == Note("good", ("Rien n'est en attente de réponse.",))


def test_a_silence_is_told_with_its_new_day(world: World) -> None:
    """The promised day is past."""
    news = News("packing", State.SENT, silent_until=world.today)
    said = heard((news,), WorldDesk(world), world.look()).lines
    assert said == (
        "Faire les cartons : parti",
        "Pas de réponse à la date promise. Relancez-les ; nouvelle date : 1er mars 2027.",
    )


def test_news_that_could_not_be_had_are_a_trouble(world: World) -> None:
    """With what to do."""
    note = heard((News("packing", State.SENT, fault=OutcomeUnknown("post")),), WorldDesk(world), world.look())
    assert note.kind == "trouble"
