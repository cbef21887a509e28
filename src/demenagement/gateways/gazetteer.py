"""The communes of France, offline, from the file that ships beside this module (`tools/gazetteer.py` makes it).

The file is one compressed text, a line a name, from the most peopled commune down. It is kept and searched as bytes,
and nothing is parsed but the lines that are found. Beside it lies the same text in plain small letters, byte for byte,
so that a place found in one is the same place in the other.
"""

from __future__ import annotations

import re
import zlib
from functools import cache, cached_property
from heapq import merge
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from demenagement.domain.communes import Commune, Match, beginnings, name_key
from demenagement.domain.postal import capitals
from demenagement.domain.situation import commune

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).with_name("communes.txt.gz")
ENCODING = "cp1252"
"""One byte a letter: what is folded keeps its place."""

_GZIP = zlib.MAX_WBITS | 16
_MOST = 10
_POSTCODE, _INSEE = re.compile(r"[0-9]{5}"), re.compile(r"[0-9][0-9AB][0-9]{3}")
_CODE = len("01001")


@cache
def _plain_letters() -> bytes:
    """For each byte of the encoding its plain small letter; a space for what only separates."""
    table = bytearray(range(256))
    for byte in range(256):
        letter = capitals(bytes([byte]).decode(ENCODING, "replace")).lower()
        if len(letter) == 1 and letter.isascii():
            table[byte] = ord(letter)
    for separator in b"-'":
        table[separator] = ord(" ")
    return bytes(table)


def folded(text: bytes) -> bytes:
    """The text in plain small letters, as long as it was."""
    return text.translate(_plain_letters())


class ShippedGazetteer:
    """The Gazetteer port over the shipped file, which is opened when something is first asked."""

    def __init__(self, file: Path = FILE) -> None:
        """`file` may be another one of the same form."""
        self._file = file

    def search(self, text: str, limit: int = _MOST) -> tuple[Match, ...]:
        """Communes by what was typed of a name or of a postcode: at most `limit`.

        First those called just so, then those that begin so, then those of which a later word does; the most peopled
        first each time.
        """
        digits = "".join(text.split())
        if digits.isascii() and digits.isdigit():
            return self._matches(self._with_postcode(digits), limit)
        starts = [start.encode("ascii") for start in beginnings(text) if start.isascii()]
        ranks = (
            merge(*(self._lines(b"\n" + start + b"@") for start in starts)),
            merge(*(self._lines(b"\n" + start) for start in starts)),
            merge(*(self._later_words(start) for start in starts)),
        )
        return self._matches(chain.from_iterable(ranks), limit)

    def named(self, name: str) -> tuple[Commune, ...]:
        """The communes that are called so, or have swallowed one that was."""
        key = name_key(name)
        if not key or not key.isascii():
            return ()
        return tuple(match.commune for match in self._matches(self._lines(b"\n" + key.encode("ascii") + b"@")))

    def at_postcode(self, postcode: str) -> tuple[Commune, ...]:
        """The communes that are served under that postcode, the most peopled first."""
        if not _POSTCODE.fullmatch(postcode):
            return ()
        return tuple(match.commune for match in self._matches(self._with_postcode(postcode)))

    def commune(self, insee: str) -> Commune | None:
        """The commune of today that a code belongs to: its own, that of an arrondissement or of a merged commune."""
        if not _INSEE.fullmatch(insee):
            return None
        code = commune(insee).encode("ascii")
        for sign, end in ((b"@", b";"), (b"=", b"")):
            place = self._text.find(sign + code + end, self._body)
            if place >= 0:
                return self._match(place).commune
        return None

    def department(self, code: str) -> str | None:
        """The name of a département; None where there is none of that code."""
        place = self._text.find(b"\n%" + code.encode("ascii", "replace") + b" ", 0, self._body)
        return None if place < 0 else self._line(place + 1).partition(" ")[2]

    @property
    def edition(self) -> int:
        """The year of the Code officiel géographique that the file holds."""
        found = re.search(rb"officiel g\xe9ographique ([0-9]{4})", self._text)
        return int(found[1]) if found else 0

    def __len__(self) -> int:
        """How many communes there are."""
        return self._text.count(b";", self._body)

    @cached_property
    def _text(self) -> bytes:
        return zlib.decompress(self._file.read_bytes(), _GZIP)

    @cached_property
    def _folded(self) -> bytes:
        return folded(self._text)

    @cached_property
    def _body(self) -> int:
        """Where the communes begin: the end of the line of the last département."""
        return self._text.find(b"\n", self._text.rfind(b"\n%") + 1)

    def _hits(self, text: bytes, needle: bytes) -> Iterator[int]:
        place = text.find(needle, self._body)
        while place >= 0:
            yield place
            place = text.find(needle, place + 1)

    def _lines(self, beginning: bytes) -> Iterator[int]:
        """The lines that begin with that, after the end of the line before."""
        return (place + 1 for place in self._hits(self._folded, beginning))

    def _later_words(self, start: bytes) -> Iterator[int]:
        """Where a word of a name, not the first, begins with that."""
        hits = self._hits(self._folded, b" " + start)
        return (hit for hit in hits if self._folded.rfind(b"@", self._folded.rfind(b"\n", 0, hit), hit) < 0)

    def _with_postcode(self, digits: str) -> Iterator[int]:
        return self._hits(self._text, b"," + digits.encode("ascii"))

    def _matches(self, places: Iterator[int], limit: int | None = None) -> tuple[Match, ...]:
        """What stands at these places, each commune once."""
        found: dict[str, Match] = {}
        for match in map(self._match, places):
            found.setdefault(match.commune.insee, match)
            if len(found) == limit:
                break
        return tuple(islice(found.values(), limit))

    def _match(self, place: int) -> Match:
        name, _, rest = self._line(place).partition("@")
        code, kind, more = rest[:_CODE], rest[_CODE : _CODE + 1], rest[_CODE + 1 :]
        if kind == ";":
            return Match(Commune(code, name, tuple(more.partition("=")[0].split(",")[1:])), name)
        # The line of the commune itself stands a little above those of its other names.
        today = self._match(self._text.rfind(b"@" + code.encode("ascii") + b";", self._body, place))
        return Match(today.commune, more if kind == "~" else name)

    def _line(self, place: int) -> str:
        start, end = self._text.rfind(b"\n", 0, place) + 1, self._text.find(b"\n", place)
        return self._text[start:end].decode(ENCODING)
