"""What is wrong with a TOML file, in our terms: where it stands, and what to write instead."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from demenagement.domain.facts import declared, key_of, keys, noun_types
from demenagement.domain.likely import likely
from demenagement.domain.unreadable import Unreadable
from demenagement.domain.values import safe_text
from demenagement.errors import FilesInvalid, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Of a line, what it is about: its value may be a secret.
_SHOWN = re.compile(r'\[{1,2}[\w."-]{1,60}\]{0,2}|[\w."-]{1,60}(?=\s*=)')
_DAY_AS_SAID = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_DAY_AS_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")


def malformed(why: str, content: str, name: str) -> Problem:
    """What tomllib says in English, as the line that it is about."""
    place = re.search(r"at line (\d+)", why)
    if place is None:
        return Problem(name, "", "file-not-toml")
    number = int(place[1])
    found = _SHOWN.match(content.splitlines()[number - 1].strip())
    text = safe_text(found[0] if found else "…")
    said_before = any(word in why for word in ("overwrite", "twice", "mutate"))
    code = "toml-said-before" if said_before else "toml-line"
    return Problem(name, "", code, (("line", str(number)), ("text", text)))


def invalid(noun: type, errors: Iterable[Mapping[str, Any]], file: str, at: tuple[str, ...]) -> FilesInvalid:
    """All that the validator found, each once; `at` is where in the file the noun stands."""
    problems = (_problem(noun, error, file, at) for error in errors)
    return FilesInvalid(tuple(dict.fromkeys(problem for problem in problems if problem)))


def _problem(noun: type, error: Mapping[str, Any], file: str, at: tuple[str, ...]) -> Problem | None:
    """One line of the validator in our terms; None for the echo of a problem that another line tells better."""
    location = [str(part) for part in error["loc"]]
    # Within a union the validator names the branch too; the branch that says "there is none" only echoes.
    if any(part.startswith("literal[") for part in location) and error["type"] == "literal_error":
        parent = location[: next(i for i, part in enumerate(location) if part.startswith("literal["))]
        if not isinstance(error["input"], dict):
            return Problem(file, ".".join((*at, *parent)), "wrong-type", (("expected", _expected(noun, parent)),))
        return None
    # An unknown key is the last part, and the person's own word whatever it looks like.
    own = location[-1:] if error["type"] == "unexpected_keyword_argument" else []
    path = [*(part for part in location[: len(location) - len(own)] if not _is_branch(part)), *own]
    key = ".".join((*at, *(key_of(part) for part in path)))
    text = str(error["input"])
    options = ", ".join(re.findall(r"'([^']*)'", str(error.get("ctx", {}).get("expected", ""))))
    bounds = ("greater_than_equal", "less_than_equal")
    if error["type"] in bounds and isinstance(error["input"], date):
        return Problem(file, key, "implausible-date", (("day", text),))
    if error["type"] in bounds:
        limit = str(next(iter(error.get("ctx", {}).values()), ""))
        return Problem(file, key, "too-small" if error["type"] == bounds[0] else "too-large", (("limit", limit),))
    if error["type"] in ("too_long", "string_too_long"):
        limit = str(error.get("ctx", {}).get("max_length", ""))
        return Problem(file, key, "too-many" if error["type"] == "too_long" else "too-long", (("limit", limit),))
    told = error.get("ctx", {}).get("error")
    if isinstance(told, Unreadable):
        return Problem(file, key, told.code, told.details)
    code, details = {
        "unexpected_keyword_argument": ("unknown-key", (("near", _nearest(noun, path)),)),
        "missing": ("missing-key", ()),
        "literal_error": ("not-an-option", (("options", options),)),
        "enum": ("not-an-option", (("options", options),)),
        "value_error": ("not-understood", (("text", text),)),
        "string_pattern_mismatch": ("bad-form", (("text", text),)),
    }.get(error["type"], _wrong_type(_expected(noun, path), text))
    return Problem(file, key, code, details)


def _wrong_type(expected: str, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What to write instead; of a day, that it does not exist, or how it is written."""
    said = _DAY_AS_SAID.fullmatch(text)
    written = f"{said[3]}-{said[2]:0>2}-{said[1]:0>2}" if said else text
    if expected != "date" or not _DAY_AS_WRITTEN.fullmatch(written):
        return "wrong-type", (("expected", expected),)
    try:
        return "day-bare", (("day", date.fromisoformat(written).isoformat()),)
    except ValueError:
        return "no-such-day", (("text", text),)


def _is_branch(part: str) -> bool:
    """Whether a part of a location names a type and not a key of the file."""
    return part[:1].isupper() or "[" in part or part in ("date", "function-before", "bool", "str", "constrained-str")


def _nearest(noun: type, path: list[str]) -> str:
    """The known key most like the last of `path`."""
    parents = [part for part in path[:-1] if not part.isdigit()]
    found = declared(noun, parents) if parents else noun
    known = [key for each in noun_types(found) for key in keys(each)]
    return likely(key_of(path[-1]), known)


def _expected(noun: type, path: list[str]) -> str:
    """The kind of value a fact takes, as a code of the wording."""
    found = declared(noun, [part for part in path if not part.isdigit()])
    if "tuple[" in str(found) and not path[-1].isdigit():
        return "list"
    if any(True for _ in noun_types(found)):
        return "table"
    for sign, kind in (("datetime.date", "date"), ("Decimal", "amount"), ("bool", "yes-no"), ("int", "number")):
        if sign in str(found):
            return kind
    return "text"
