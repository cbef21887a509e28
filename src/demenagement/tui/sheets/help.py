"""Help: every key that works on the page, taken from its bindings; then the signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.plan import Standing
from demenagement.tui.keys import key_name
from demenagement.tui.safe import line
from demenagement.tui.sheets.rows import STYLES
from demenagement.tui.widgets.sheet import Block, Sheet, heading, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import ActiveBinding

    from demenagement.wording import Phrasebook

_KEYS_WIDTH = 12


def keys_sheet(active: Iterable[ActiveBinding], say: Phrasebook) -> Sheet:
    """The keys, several for one gesture on one line, then how to move about, then the signs of the plan."""
    found: dict[str, list[ActiveBinding]] = {}
    for each in active:
        if each.binding.id is not None and not each.binding.system:
            found.setdefault(each.binding.id, []).append(each)
    blocks = [_gesture(group, say) for group in found.values()]
    signs = [
        _pair(say(f"mark.{each.value}"), say(f"app.standing-{each.value}"), STYLES.get(each, "")) for each in Standing
    ]
    return Sheet(*blocks, paragraph(say("app.help-moving"), gap=True), heading(say("app.help-signs")), *signs)


def _gesture(group: list[ActiveBinding], say: Phrasebook) -> Block:
    names = " ".join(dict.fromkeys(key_name(each.binding, say) for each in group))
    binding = group[0].binding
    return _pair(names, say("app.help-gesture", label=binding.description, tip=binding.tooltip), "bold $primary")


def _pair(name: str, text: str, style: str) -> Block:
    return Block(line(text), 2, line((f"{name:<{_KEYS_WIDTH}}", style)))
