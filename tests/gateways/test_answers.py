"""Reading what a provider answered, whatever it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from demenagement.gateways.answers import document, retry_after, words


@pytest.mark.parametrize(
    ("media", "content", "found"),
    [
        ("application/json", b'{"a": 1}', {"a": 1}),
        ("application/problem+json; charset=utf-8", b"3", 3),
        ("text/plain", b' {"a": 1}', {"a": 1}),
        ("", b"[1]", [1]),
        ("text/html", b"<p>Maintenance</p>", None),
        ("application/pdf", b"%PDF-1.7", None),
        ("application/json", b"", None),
        ("application/json", b'{"errors": ["\xff\xfe', None),
        ("application/json", b"[" * 100_000, None),
        ("application/json", b"9" * 5000, None),
    ],
)
def test_json_is_read_where_there_is_some(media: str, content: bytes, found: object) -> None:
    """By its media type or its look; what nobody can read is None, never an exception."""
    assert document({"content-type": media}, content) == found


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (
            {"errors": [{"code": "A", "message": "Nom absent."}, {"message": "Ville absente."}]},
            "Nom absent. Ville absente.",
        ),
        ({"error": "procedure 99 is not found"}, "procedure 99 is not found"),
        ({"error": "invalid_grant", "error_description": "Compte fermé"}, "Compte fermé invalid_grant"),
        ({"code": 400, "message": "Non", "detail": ["limit"]}, "Non"),
        ({"errors": ["x", 3, None]}, ""),
        ({"message": "\x1b[31mRouge\x9b\u202e"}, "�[31mRouge��"),
        (["x"], ""),
        (None, ""),
    ],
)
def test_words_of_every_dialect_are_made_harmless(said: object, heard: str) -> None:
    """Lists of errors, one error, OAuth: text only, without anything a terminal obeys."""
    assert words(said) == heard


def test_words_are_short() -> None:
    """200 characters at most."""
    assert len(words({"message": "é" * 5000})) == 200


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("7", 7.0), ("0", 0.0), ("9" * 500, 86_400.0), ("bientôt", None), ("-3", None), ("", None), ("²", None)],
)
def test_seconds_to_wait(asked: str, seconds: float | None) -> None:
    """Digits, a day at most; otherwise nothing was said."""
    assert retry_after({"retry-after": asked}) == seconds


def test_a_moment_to_wait_for() -> None:
    """The other way to write it; one that is past means now."""
    now = datetime.now(UTC)
    ahead, past = (format_datetime(now + timedelta(seconds=shift), usegmt=True) for shift in (60, -60))
    assert 55 < (retry_after({"retry-after": ahead}) or 0) <= 60
    assert retry_after({"retry-after": past}) == 0.0
