"""TOML files into the domain's nouns, all problems at once: the door of tomllib."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic_core import ValidationError

from demenagement.domain.facts import attribute, declared, key_of
from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways.schema import serializer, validator
from demenagement.gateways.toml_problems import invalid, malformed

if TYPE_CHECKING:
    from pathlib import Path

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
    except RecursionError:
        raise FilesInvalid((Problem(name, "", "file-too-deep"),)) from None
    except ValueError as fault:
        raise FilesInvalid((malformed(str(fault), content.decode("utf-8-sig"), name),)) from None


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
        raise invalid(noun, fault.errors(include_url=False), file, at) from None
    return found


def load(noun: type[_Noun], document: object, file: str) -> _Noun:
    """The noun that `dump` wrote, in which dates are text. Raises FilesInvalid."""
    import json  # noqa: PLC0415 # only when a journey is opened

    try:
        text = json.dumps(_attributes(document), default=str)
        found: _Noun = validator(noun).validate_json(text, extra="forbid")
    except ValidationError as fault:
        raise invalid(noun, fault.errors(include_url=False), file, ()) from None
    return found


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


def takes_text(noun: type, path: list[str]) -> bool:
    """Whether the fact at a path is a text."""
    found = str(declared(noun, path))
    return "str" in found and not any(sign in found for sign in ("int", "Decimal", "date", "bool", "tuple"))
