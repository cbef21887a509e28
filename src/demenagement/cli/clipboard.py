"""One answer to the clipboard of whoever sits before the terminal, also over ssh: the escape sequence OSC 52."""

from __future__ import annotations

import base64
import sys
from typing import TYPE_CHECKING

from demenagement.domain.facts import slug
from demenagement.domain.values import safe_text
from demenagement.errors import NotAllowed, NotFound

if TYPE_CHECKING:
    from demenagement.domain.draft import Draft, Field


def field_of(draft: Draft, wanted: str) -> Field:
    """The answer by its number, its label, the beginning of it, or its fact. Raises NotFound."""
    if wanted.isdecimal() and 1 <= int(wanted) <= len(draft.fields):
        return draft.fields[int(wanted) - 1]
    key = slug(wanted)
    exact = [each for each in draft.fields if wanted == each.fact or slug(each.label) == key]
    found = exact or [each for each in draft.fields if key and slug(each.label).startswith(key)]
    if len(found) != 1:
        raise NotFound("field", wanted, tuple(each.label for each in (found or draft.fields)))
    return found[0]


def copy(text: str) -> None:
    """Put a text there. Raises NotAllowed where stdout is no terminal, and nothing could be copied."""
    if not sys.stdout.isatty():
        raise NotAllowed("no-terminal")
    sys.stdout.write(f"\x1b]52;c;{base64.b64encode(safe_text(text).encode()).decode()}\x07")
    sys.stdout.flush()
