"""Opening the app: the desk it is given, and what is said where no app can open."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from demenagement.bootstrap import Product
from demenagement.cli import app, main
from demenagement.errors import NotFound
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def a_desk(home: Path, today: date) -> app.ProductDesk:
    """The desk of a product with a home of its own."""
    return app.ProductDesk(Product(str(home)), today, phrasebook("fr"))


def test_without_a_terminal_the_app_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """And what to do instead."""
    assert main([]) == 2
    assert "L'application a besoin d'un terminal." in capsys.readouterr().err


def test_a_day_that_was_asked_for_goes_on_at_midnight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app may stay open for weeks."""
    desk = a_desk(tmp_path, date(2027, 3, 1))
    real = app._day()
    monkeypatch.setattr(app, "_day", lambda: real + timedelta(days=1))
    assert desk.today == date(2027, 3, 2)


def test_an_error_is_explained_in_the_words_of_the_commands(tmp_path: Path) -> None:
    """The same sentence everywhere."""
    assert (
        a_desk(tmp_path, date(2027, 3, 1)).explain(NotFound("journey", "x"))[0] == "Aucun parcours ne s'appelle « x »."
    )


def test_a_mistake_of_the_program_is_noted_aside(tmp_path: Path) -> None:
    """Where it broke, and nothing of what was in it."""
    (said,) = a_desk(tmp_path, date(2027, 3, 1)).explain(ValueError("Camille"))
    assert "Camille" not in said + (tmp_path / "bug.txt").read_text(encoding="utf-8")


def test_a_calendar_goes_to_the_file_that_was_named(tmp_path: Path) -> None:
    """With every step that has a date."""
    desk = a_desk(tmp_path / "home", date(2027, 3, 1))
    dossier = tmp_path / "dossier.toml"
    dossier.write_text("[move]\nday = 2027-05-08\n", encoding="utf-8")
    journey = desk.journeys.begin(desk.dossier(dossier), desk.clock())
    report = desk.export(desk.journeys.look(journey.id, desk.today), tmp_path / "m.ics")
    assert report.new == (tmp_path / "m.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT")
