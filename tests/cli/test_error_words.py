"""Every error has its words, in both languages: what happened, and what to do now."""

from __future__ import annotations

import ast
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest
from sizes import modules

from demenagement import errors
from demenagement.cli.faults import explain
from demenagement.errors import (
    Conflict,
    DemenagementError,
    DossierIncomplete,
    FilesInvalid,
    NotAllowed,
    NotFound,
    NotTold,
    Problem,
    ProviderBroken,
    ProviderError,
    StorageFailed,
)
from demenagement.wording import LANGUAGES, phrasebook, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABSTRACT = {DemenagementError, ProviderError}
_STORAGE = ("full", "denied", "damaged", "busy", "newer", "disk", "keyring")


def _classes(root: type[DemenagementError] = DemenagementError) -> Iterator[type[DemenagementError]]:
    yield root
    for each in root.__subclasses__():
        # An adapter may tell its own refusals apart; they are told as what they are refusals of.
        if each.__module__ == errors.__name__:
            yield from _classes(each)


@cache
def _trees() -> tuple[ast.Module, ...]:
    return tuple(ast.parse(module.read_text(encoding="utf-8")) for module in modules("src", "providers"))


def _calls(name: str) -> Iterator[ast.Call]:
    """Every place of the code that makes such a thing."""
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield node


@cache
def _said(name: str, place: int) -> list[str]:
    """The words that stand at one place of those calls."""
    arguments = [call.args[place] for call in _calls(name) if len(call.args) > place]
    return sorted(
        {
            each.value
            for argument in arguments
            for each in ast.walk(argument)
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        }
    )


def _made(kind: type[DemenagementError]) -> list[DemenagementError]:
    """One of that kind for each sentence that it may need."""
    if kind is FilesInvalid:
        return [FilesInvalid((Problem("dossier.toml", "move.dya", "unknown-key", (("near", "day"),)),))]
    if kind is NotFound:
        return [NotFound(each, "x", near) for each in _said("NotFound", 0) for near in ((), ("y",))]
    if kind is NotAllowed:
        facts = {"step": "bank", "named": ("a", "b"), "file": "x", "channels": ("phone",), "journey": "x", "text": "x"}
        facts |= {"fact": "leaving.landlord.name", "name": "x", "slug": "x", "command": "systemctl"}
        facts |= {"day": date(2027, 5, 24)}
        return [NotAllowed(each, **facts) for each in _said("NotAllowed", 0)]
    if kind is StorageFailed:
        return [StorageFailed("x.json", each) for each in _STORAGE]
    if kind is NotTold:
        return [NotTold("bank", ("what", "complained_on"))]
    if kind is DossierIncomplete:
        return [DossierIncomplete("bank", ("move.day", "leaving.city"))]
    if kind is ProviderBroken:
        return [ProviderBroken("maileva", "SyntaxError")]
    if kind is Conflict:
        return [Conflict("dijon-lyon")]
    return [kind("maileva"), kind("maileva", "leurs mots")]  # type: ignore[call-arg] # every other is a ProviderError


KINDS = [kind for kind in _classes() if kind not in _ABSTRACT]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_is_explained(kind: type[DemenagementError], lang: str) -> None:
    """In whole sentences, each gap filled in."""
    say = phrasebook(lang)
    for fault in _made(kind):
        lines = explain(fault, say)
        assert [line for line in lines if not line or "{" in line or line[-1] not in ".!?»”58"] == []


def test_a_missing_fact_is_asked_in_words_and_named_as_set_takes_it() -> None:
    """Also of an account, whose company is called as people call it."""
    names = {"accounts.edf": {"fr": "EDF", "en": "EDF"}}
    lines = explain(DossierIncomplete("elec-close/edf", ("move.day", "accounts.edf.address"), names), phrasebook("fr"))
    asked = "EDF : à quelle adresse postale faut-il écrire, d'après une facture, votre contrat ou un courrier reçu ?"
    assert lines == [
        "Pour préparer « elec-close/edf », il manque encore ceci.",
        "move.day: Quel jour déménagez-vous ?",
        f"accounts.edf.address: {asked}",
        "Ajoutez-les avec « demenagement set ID move.day=… », puis recommencez.",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_address_is_asked_for_with_an_example_of_its_lines(lang: str) -> None:
    """As `set` takes them, quotes included."""
    *_, hint = explain(DossierIncomplete("elec-close", ("accounts.edf.address",)), phrasebook(lang))
    assert """'accounts.edf.address=["Service clients", "12 rue Exemple", "44000 NANTES"]'""" in hint


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_error_is_told_in_the_other_language(kind: type[DemenagementError]) -> None:
    """French is not English."""
    for fault in _made(kind):
        french, english = (explain(fault, phrasebook(lang)) for lang in ("fr", "en"))
        assert (len(french), set(french) & set(english)) == (len(english), set())


def test_every_class_is_drawn_in_the_tree() -> None:
    """The docstring of errors.py is the map."""
    drawn = errors.__doc__ or ""
    assert [kind.__name__ for kind in _classes() if kind.__name__ not in drawn] == []


def test_every_class_says_how_the_program_ends() -> None:
    """1 the answer is no, 2 wrong usage or an invalid file, 3 a provider could not be reached."""
    codes = {kind.__name__: kind.exit_code for kind in KINDS}
    assert {name for name, code in codes.items() if code == 2} == {"FilesInvalid", "NotFound"}
    unreached = {"Unavailable", "UnexpectedAnswer", "ListUnreachable", "OutcomeUnknown", "OutcomeYours"}
    unreached |= {"LookUpUnreachable", "LookUpUnreadable"}
    assert {name for name, code in codes.items() if code == 3} == unreached
    assert set(codes.values()) == {1, 2, 3}


def test_a_hint_follows_where_there_is_something_to_do() -> None:
    """Most errors have one."""
    faults = [fault for kind in KINDS for fault in _made(kind)]
    assert sum(len(explain(fault, phrasebook("fr"))) > 1 for fault in faults) > len(faults) / 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_problem_of_a_file_has_its_sentence(lang: str) -> None:
    """Each code that the code writes down."""
    codes = [code for code in _said("Problem", 2) if "-" in code or code in ("twice", "cycle", "missing")]
    assert (len(codes) > 15, [code for code in codes if code not in sentences(lang, "problem")]) == (True, [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_of_a_refusal_has_its_sentence(lang: str) -> None:
    """And no sentence is left over."""
    told = {
        key.removeprefix("NotAllowed-").removesuffix("-hint")
        for key in sentences(lang, "error")
        if "NotAllowed-" in key
    }
    assert told - {"conflict"} == set(_said("NotAllowed", 0))


@pytest.mark.parametrize(
    "area",
    ["cli", "error", "problem", "sending", "following", "journey", "change", "catalogue", "lists", "lookup", "doctor"],
)
def test_both_languages_have_the_same_sentences(area: str) -> None:
    """Key for key."""
    assert sentences("fr", area).keys() == sentences("en", area).keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_an_error_holds_is_made_harmless(lang: str) -> None:
    """Whoever said it."""
    fault = errors.Refused("maileva", "non\x1b[2J\x9b31m\u202e\nsuite")
    assert "".join(explain(fault, phrasebook(lang))).isprintable()
