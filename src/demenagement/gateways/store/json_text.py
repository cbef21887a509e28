"""JSON as it lies in the files: strict both ways."""

from __future__ import annotations

import json
import marshal
from contextlib import suppress
from typing import Any

from demenagement.errors import FilesInvalid, Problem

# What `json` raises on values it can't write, and on text too deeply nested to read.
_REFUSALS = (TypeError, ValueError, RecursionError)
# Later versions of the format tell a text that is shared from an equal one.
_NO_REFERENCES = 2


class DamagedFileError(Exception):
    """The file can't be what was written; `why` is a code: encoding, syntax, shape or other-journey."""

    def __init__(self, why: str) -> None:
        """Keep the code."""
        super().__init__(why)
        self.why = why


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def decoded(content: bytes) -> Any:  # noqa: ANN401 - JSON holds anything; the callers check its shape
    """Read strict JSON in UTF-8; DamagedFileError when it is not."""
    try:
        return json.loads(content.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise DamagedFileError("encoding") from error
    except _REFUSALS as error:
        raise DamagedFileError("syntax") from error


def encoded(value: object, file: str) -> bytes:
    """Write strict JSON in UTF-8, readable by eye; FilesInvalid when the value has no such form."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except _REFUSALS as error:
        raise _not_json(file, error) from error
    # Half of a surrogate pair has no UTF-8; its escape, which this handler writes, is valid JSON.
    return text.encode("utf-8", "backslashreplace")


class Snapshot:
    """What a value of plain JSON is at one moment, to tell later whether something of it was altered."""

    def __init__(self, value: Any) -> None:  # noqa: ANN401 - JSON holds anything
        """Keep a copy in the form that costs least to make and to compare."""
        self._kept = marshal.dumps(value, _NO_REFERENCES)

    def holds(self, value: Any, file: str) -> bool:  # noqa: ANN401 - idem
        """Whether this is the same value, whatever the order of its keys; FilesInvalid when it is no JSON."""
        with suppress(ValueError):  # something that is no plain value
            if marshal.dumps(value, _NO_REFERENCES) == self._kept:
                return True
        return _sealed(value, file) == _sealed(marshal.loads(self._kept), file)  # noqa: S302 # our own, a moment ago


def _sealed(value: object, file: str) -> str:
    """One text per value, whatever the order of its keys; tells 1 from true, as `==` does not."""
    try:
        return json.dumps(value, sort_keys=True, allow_nan=False)
    except _REFUSALS as error:
        raise _not_json(file, error) from error


def _not_json(file: str, error: Exception) -> FilesInvalid:
    return FilesInvalid((Problem(file, "", "not-json", (("why", str(error)),)),))
