"""TOML files into the domain's nouns, all problems at once: the door of tomllib."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic_core import ValidationError

from demenagement.domain.facts import attribute, declared, key_of, keys, noun_types
from demenagement.domain.unreadable import Unreadable
from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways.schema import serializer, validator

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails

_Noun = TypeVar("_Noun")
_LARGEST_FILE = 2_000_000  # bytes; a dossier or a plan is some kilobytes


def read(path: Path) -> dict[str, Any]:
    """The document of one file; numbers with a point are decimals. Raises FilesInvalid."""
    name = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except FileNotFoundError:
        raise FilesInvalid((Problem(name, "", "file-missing"),)) from None
    except OSError as fault:
        raise FilesInvalid((Problem(name, "", "file-unreadable", (("why", fault.strerror or ""),)),)) from None
    if len(content) > _LARGEST_FILE:
        raise FilesInvalid((Problem(name, "", "file-too-large"),))
    return parse(content, name)


def parse(content: bytes, name: str) -> dict[str, Any]:
    """The document that `content` holds; `name` is what problems call it. Raises FilesInvalid."""
    try:
        return tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        raise FilesInvalid((Problem(name, "", "file-not-utf8"),)) from None
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as fault:
        raise FilesInvalid((Problem(name, "", "file-not-toml", (("why", str(fault)),)),)) from None


def value(text: str) -> object:
    """One TOML value; what is none is a plain word."""
    try:
        return tomllib.loads(f"value = {text}", parse_float=Decimal)["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return text


def validate(noun: type[_Noun], document: object, file: str, at: tuple[str, ...] = ()) -> _Noun:
    """The noun that a TOML document describes; `at` is where in the file it stands. Raises FilesInvalid."""
    try:
        found: _Noun = validator(noun).validate_python(_attributes(document), extra="forbid")
    except RecursionError:
        raise FilesInvalid((Problem(file, "", "file-too-deep"),)) from None
    except ValidationError as fault:
        raise _invalid(noun, fault, file, at) from None
    return found


def load(noun: type[_Noun], document: object, file: str) -> _Noun:
    """The noun that `dump` wrote, in which dates are text. Raises FilesInvalid."""
    import json  # noqa: PLC0415 # only when a journey is opened

    try:
        text = json.dumps(_attributes(document), default=str)
        found: _Noun = validator(noun).validate_json(text, extra="forbid")
    except ValidationError as fault:
        raise _invalid(noun, fault, file, ()) from None
    return found


def _invalid(noun: type, fault: ValidationError, file: str, at: tuple[str, ...]) -> FilesInvalid:
    problems = (_problem(noun, error, file, at) for error in fault.errors(include_url=False))
    return FilesInvalid(tuple(dict.fromkeys(problem for problem in problems if problem)))


def dump(noun: object) -> dict[str, Any]:
    """The noun as plain JSON values, without what is unknown."""
    dumped: dict[str, Any] = _keys(serializer(type(noun)).to_python(noun, mode="json", exclude_none=True))
    return dumped


def _attributes(document: object) -> object:
    """Keys of the file as attribute names: `from` becomes `from_`."""
    if isinstance(document, dict):
        return {attribute(key): _attributes(value) for key, value in document.items()}
    return [_attributes(value) for value in document] if isinstance(document, list) else document


def _keys(document: Any) -> Any:  # noqa: ANN401 # any JSON value
    if isinstance(document, dict):
        return {key_of(key): _keys(value) for key, value in document.items()}
    return [_keys(value) for value in document] if isinstance(document, (list, tuple)) else document


def _problem(noun: type, error: ErrorDetails, file: str, at: tuple[str, ...]) -> Problem | None:
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
    }.get(error["type"], ("wrong-type", (("expected", _expected(noun, path)),)))
    return Problem(file, key, code, details)


def _is_branch(part: str) -> bool:
    """Whether a part of a location names a type and not a key of the file."""
    return part[:1].isupper() or "[" in part or part in ("date", "function-before", "bool", "str", "constrained-str")


def _nearest(noun: type, path: list[str]) -> str:
    """The known key most like the last of `path`."""
    import difflib  # noqa: PLC0415 # only when something is misspelt

    parents = [part for part in path[:-1] if not part.isdigit()]
    found = declared(noun, parents) if parents else noun
    known = [key for each in noun_types(found) for key in keys(each)]
    return next(iter(difflib.get_close_matches(key_of(path[-1]), known, n=1, cutoff=0.5)), "")


def takes_text(noun: type, path: list[str]) -> bool:
    """Whether the fact at a path is a text."""
    found = str(declared(noun, path))
    return "str" in found and not any(sign in found for sign in ("int", "Decimal", "date", "bool", "tuple"))


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
