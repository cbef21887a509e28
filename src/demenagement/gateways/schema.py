"""What the domain's nouns accept, read off their dataclasses: with `toml`, the door of pydantic."""

from __future__ import annotations

from typing import Any

from pydantic_core import SchemaSerializer, SchemaValidator

from demenagement.gateways.recall import recall

_validators: dict[type, SchemaValidator] = {}
_serializers: dict[type, SchemaSerializer] = {}


def validator(noun: type) -> SchemaValidator:
    """What turns plain values into that noun."""
    if noun not in _validators:
        _validators[noun] = SchemaValidator(_schema(noun))
    return _validators[noun]


def serializer(noun: type) -> SchemaSerializer:
    """What turns that noun into plain values."""
    if noun not in _serializers:
        _serializers[noun] = SchemaSerializer(_schema(noun))
    return _serializers[noun]


def _schema(noun: type) -> Any:  # noqa: ANN401 # the validator's own form
    """What a noun accepts. Reading it off the dataclasses costs more than planning a move, so it is kept."""

    def make() -> dict[str, Any]:
        from pydantic import TypeAdapter  # noqa: PLC0415 # 60 ms, once after each change of the code

        schema: dict[str, Any] = _plain(TypeAdapter(noun).core_schema)
        return schema

    return recall(f"schema-{noun.__name__.lower()}", dict, (), make)


def _plain(schema: Any) -> Any:  # noqa: ANN401 # as above
    """A schema without what only serves to describe it, and can't be kept."""
    if isinstance(schema, dict):
        return {key: _plain(value) for key, value in schema.items() if key != "metadata"}
    if isinstance(schema, (list, tuple)):
        return type(schema)(_plain(value) for value in schema)
    return schema
