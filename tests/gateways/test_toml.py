"""What is wrong with a file, said so that it can be put right, and no value that could be a secret."""

from __future__ import annotations

import pytest

from demenagement.domain.dossier import Dossier
from demenagement.errors import FilesInvalid
from demenagement.gateways import toml

ABOUT = "dossier.toml"


def told(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """The problems of a dossier written so."""
    try:
        toml.validate(Dossier, toml.parse(text.encode(), ABOUT), ABOUT)
    except FilesInvalid as fault:
        return [(problem.key, problem.code, dict(problem.details)) for problem in fault.problems]
    return []


@pytest.mark.parametrize(
    ("written", "code", "details"),
    [
        ('"31/02/2027"', "no-such-day", {"text": "31/02/2027"}),
        ('"2027-02-31"', "no-such-day", {"text": "2027-02-31"}),
        ('"29.2.2028"', "day-bare", {"day": "2028-02-29"}),
        ('"8/5/2027"', "day-bare", {"day": "2027-05-08"}),
        ('"2027-05-08"', "day-bare", {"day": "2027-05-08"}),
        ('"demain"', "wrong-type", {"expected": "date"}),
        ("12", "wrong-type", {"expected": "date"}),
    ],
)
def test_a_day_that_is_none_is_told_from_one_written_otherwise(
    written: str, code: str, details: dict[str, str]
) -> None:
    """With the very words to write where there are some."""
    assert told(f"[move]\nday = {written}\n") == [("move.day", code, details)]


@pytest.mark.parametrize(
    ("text", "code", "details"),
    [
        ("[move]\nday = 2027-02-31\n", "toml-line", {"line": "2", "text": "day"}),
        ("[move\n", "toml-line", {"line": "1", "text": "[move"}),
        ("[move]\n[move]\n", "toml-said-before", {"line": "2", "text": "[move]"}),
        ('[move]\nby = "van"\nby = "mover"\n', "toml-said-before", {"line": "3", "text": "by"}),
        ('[maileva]\npassword = "hush\n', "toml-line", {"line": "2", "text": "password"}),
        ("hush hush\n", "toml-line", {"line": "1", "text": "…"}),
        ("a = [\n", "file-not-toml", {}),
        ("a = " + "[" * 5_000, "file-too-deep", {}),
    ],
)
def test_a_line_that_cannot_be_read_is_named_without_its_value(text: str, code: str, details: dict[str, str]) -> None:
    """A person finds it; nobody who looks over their shoulder learns a password."""
    assert told(text) == [("", code, details)]
