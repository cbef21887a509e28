"""Reads `multipart/form-data`, byte for byte."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))', re.IGNORECASE)
_NAME = re.compile(r';\s*name="([^"]*)"')
_FILENAME = re.compile(r';\s*filename="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Part:
    """One field of the form."""

    name: str
    filename: str
    body: bytes


def parts(content_type: str, body: bytes) -> list[Part] | None:
    """The fields in their order; None when this is no such form, or it is damaged."""
    found = _BOUNDARY.search(content_type)
    if not content_type.lower().startswith("multipart/form-data") or found is None:
        return None
    mark = b"\r\n--" + (found[1] or found[2]).encode("latin-1", "replace")
    chunks = (b"\r\n" + body).split(mark)
    if not chunks[-1].startswith(b"--"):
        return None
    return [part for chunk in chunks[1:-1] if (part := _part(chunk)) is not None]


def _part(chunk: bytes) -> Part | None:
    head, gap, body = chunk.partition(b"\r\n\r\n")
    disposition = next(
        (
            line
            for line in head.decode("utf-8", "replace").split("\r\n")
            if line.lower().startswith("content-disposition:")
        ),
        "",
    )
    name = _NAME.search(disposition)
    if not gap or name is None:
        return None
    filename = _FILENAME.search(disposition)
    return Part(name[1], filename[1] if filename else "", body)
