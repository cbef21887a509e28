"""The settings file written to: one table at a time, whatever else the person wrote in it left as it is."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways import toml

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

_ANY_TABLE = re.compile(r"\s*\[")


class SettingsFile:
    """`settings.toml`, readable by the person alone once the program has written to it."""

    def __init__(self, path: Path) -> None:
        """The file may be absent."""
        self._path = path

    def write(self, table: str, values: Mapping[str, str], without: Collection[str] = ()) -> None:
        """Set these values of a table, and take away those named `without`.

        Raises FilesInvalid for a table that is written in a way only a person can change, StorageFailed.
        """
        document = self._document()
        kept = {name: value for name, value in document.get(table, {}).items() if name not in without}
        self._replace(table, values, {*values, *without}, {**document, table: {**kept, **values}})

    def remove(self, table: str, names: Collection[str]) -> None:
        """Take values away, and their table once it is empty. Raises FilesInvalid, StorageFailed."""
        document = self._document()
        if table not in document:
            return
        kept = {name: value for name, value in document[table].items() if name not in names}
        others = {name: values for name, values in document.items() if name != table}
        self._replace(table, {}, names, {**others, table: kept} if kept else others)

    def _document(self) -> dict[str, Any]:
        return toml.read(self._path) if self._path.is_file() else {}

    def _replace(
        self, table: str, values: Mapping[str, str], gone: Collection[str], expected: Mapping[str, Any]
    ) -> None:
        text = self._path.read_text(encoding="utf-8-sig") if self._path.is_file() else ""
        content = _edited(text, table, values, gone, keep=table in expected).encode()
        if _read_back(content, self._path) != expected:
            raise FilesInvalid((Problem(str(self._path), table, "settings-by-hand"),))
        from demenagement.gateways.store.disk import open_folder, told, write_whole  # noqa: PLC0415 # only to write

        # Where the file is a link to one kept elsewhere, that one is written.
        target = self._path.resolve()
        with told(target):
            open_folder(target.parent)
            # The process's own number makes it the only user of the temporary file.
            write_whole(target, content, target.with_name(f".{target.name}-{os.getpid()}"))


def _read_back(content: bytes, path: Path) -> dict[str, Any] | None:
    try:
        return toml.parse(content, str(path))
    except FilesInvalid:
        return None


def _edited(text: str, table: str, values: Mapping[str, str], gone: Collection[str], *, keep: bool) -> str:
    """The text with that table changed, line by line; whether it reads as it should is for the caller to check."""
    lines = text.splitlines()
    header = re.compile(rf"\s*\[\s*(\"?){re.escape(table)}\1\s*\]\s*(#.*)?")
    start = next((number for number, line in enumerate(lines) if header.fullmatch(line)), None)
    written = [f"{name} = {_string(value)}" for name, value in values.items()]
    if start is None:
        return "\n".join([*lines, *([""] if lines else []), f"[{table}]", *written, ""])
    rest = lines[start + 1 :]
    length = next((number for number, line in enumerate(rest) if _ANY_TABLE.match(line)), len(rest))
    setting = re.compile(rf"\s*(\"?)({'|'.join(map(re.escape, gone))})\1\s*=.*")
    own = [line for line in rest[:length] if not setting.fullmatch(line)]
    blank = 0
    while own and not own[-1].strip():
        blank, own = blank + 1, own[:-1]
    section = [lines[start], *own, *written] if keep else own
    return "\n".join([*lines[:start], *section, *[""] * blank, *rest[length:], ""])


def _string(value: str) -> str:
    """A TOML string: JSON writes it the same way, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
