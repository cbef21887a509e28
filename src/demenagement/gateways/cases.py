"""`cases.toml`: read for whoever checks it, written back with the drafts as they are now.

Only the drafts are written: what a person wrote above them, comments included, stays as it is.
"""

from __future__ import annotations

import json
import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from demenagement.domain.recorded import Case
from demenagement.errors import FilesInvalid, Problem
from demenagement.gateways import toml
from demenagement.gateways.blanks import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from demenagement.domain.recorded import Recorded, RecordedLetter

FILE = "cases.toml"
_CASE = "[[case]]"
_DRAFT = re.compile(r"\[case\.draft(?:\.\w+)?\]")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file; none where there is no file. Raises FilesInvalid with every problem of every case."""
    if not path.is_file():
        return ()
    document = toml.read(path)
    problems = [Problem(str(path), key, "unknown-key", (("near", "case"),)) for key in document if key != "case"]
    cases: list[Case] = []
    entries = document.get("case", [])
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], 1):
        try:
            cases.append(filled(Case, entry, str(path), ("case", str(number))))
        except FilesInvalid as fault:
            problems += fault.problems
    if problems:
        raise FilesInvalid(tuple(problems))
    return tuple(cases)


def with_drafts(text: str, drafts: Sequence[Recorded | None]) -> str:
    """The text of a file of cases with these drafts in it, case by case; where one is None, what it had stays."""
    head, *blocks = _split(text)
    parts = [head.rstrip()]
    for block, draft in zip_longest(blocks, drafts):
        if block is not None:
            parts.append((block if draft is None else f"{_asked(block)}\n\n{in_toml(draft)}{_after(block)}").strip())
    return "\n\n".join(filter(None, parts)) + "\n"


def in_toml(draft: Recorded) -> str:
    """A draft as the file holds it."""
    return "\n".join(_draft(draft)).strip()


def _split(text: str) -> list[str]:
    """What stands before the first case, then each case with the remarks above it."""
    parts: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip() == _CASE:
            above = _remarks(parts[-1])
            parts.append(above)
        parts[-1].append(line)
    return ["\n".join(part) for part in parts]


def _remarks(lines: list[str]) -> list[str]:
    """Take the remarks off the end of some lines: they speak of what follows."""
    count = 0
    while count < len(lines) and lines[-1 - count].startswith("#"):
        count += 1
    taken = lines[len(lines) - count :]
    del lines[len(lines) - count :]
    return taken


def _asked(block: str) -> str:
    """What a person wrote of a case: all that stands above its draft."""
    lines = block.splitlines()
    end = next((place for place, line in enumerate(lines) if _DRAFT.fullmatch(line.strip())), len(lines))
    return "\n".join(lines[:end]).strip()


def _after(block: str) -> str:
    """Remarks that a person left at the very end of a case."""
    drafted = block.strip()[len(_asked(block)) :].splitlines()
    remarks = _remarks(drafted) if any(_DRAFT.fullmatch(line.strip()) for line in drafted) else []
    return "".join(f"\n{line}" for line in ("", *remarks)) if remarks else ""


def _draft(draft: Recorded) -> Iterator[str]:
    yield "[case.draft]"
    yield f"channel = {_text(draft.channel.value)}"
    yield f"recipient = {_text(draft.recipient)}"
    yield f"subject = {_text(draft.subject)}"
    if draft.url:
        yield f"url = {_text(draft.url)}"
    if draft.text:
        yield f"text = {_block(draft.text)}"
    yield from _list("enclosures", draft.enclosures)
    if draft.fields:
        yield from ("", "[case.draft.fields]")
        yield from (f"{_key(label)} = {_text(value)}" for label, value in draft.fields.items())
    if draft.letter is not None:
        yield from _letter(draft.letter)


def _letter(letter: RecordedLetter) -> Iterator[str]:
    yield from ("", "[case.draft.letter]")
    yield from _list("sender", letter.sender)
    yield from _list("recipient", letter.recipient)
    yield from _list("references", letter.references)
    yield f"paragraphs = {_block(letter.paragraphs)}"
    yield from _list("enclosures", letter.enclosures)
    yield from _list("signature", letter.signature)
    if letter.registered:
        yield "registered = true"


def _list(key: str, lines: Iterable[str]) -> Iterator[str]:
    told = [_text(line) for line in lines]
    if len(told) > 1:
        yield from (f"{key} = [", *(f"  {line}," for line in told), "]")
    elif told:
        yield f"{key} = [{told[0]}]"


def _key(label: str) -> str:
    return label if _BARE.fullmatch(label) else _text(label)


def _text(text: str) -> str:
    # A JSON string is a TOML one, but for the delete character, which no draft holds: drafts are made of safe text.
    return json.dumps(text, ensure_ascii=False)


def _block(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
    # No line of a text is taken for a heading or a remark of the file.
    escaped = re.sub(r"^(\s*)([\[#])", lambda found: f"{found[1]}\\u{ord(found[2]):04x}", escaped, flags=re.MULTILINE)
    return f'"""\n{escaped}"""' if not escaped.endswith('"') else f'"""\n{escaped[:-1]}\\""""'
