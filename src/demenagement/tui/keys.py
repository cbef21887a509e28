"""Keys: a `Binding` is written once; footer and help take its words from the wording, by its id."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import ActiveBinding

    from demenagement.wording import Phrasebook

_NAMED = ("escape", "enter", "question_mark", "down", "up", "pagedown", "pageup", "home", "end", "tab")


def key(keys: str, action: str, ident: str, *, show: bool = True, first: bool = False) -> Binding:
    """One gesture. `show` puts it in the footer; `first` makes it win over fields that are typed into."""
    return Binding(keys, action, ident, show=show, id=ident, priority=first)


def worded(active: Mapping[str, ActiveBinding], say: Phrasebook) -> dict[str, ActiveBinding]:
    """The same bindings, ours with their words."""
    return {name: _worded(each, say) for name, each in active.items()}


def _worded(active: ActiveBinding, say: Phrasebook) -> ActiveBinding:
    ident = active.binding.id
    if ident is None or not say.has(f"app.key.{ident}"):
        return active
    label, tip = say(f"app.key.{ident}"), say(f"app.tip.{ident}")
    binding = replace(active.binding, description=label, tooltip=tip)
    return active._replace(binding=binding, tooltip=tip)


def key_name(binding: Binding, say: Phrasebook) -> str:
    """A key as it is written on a keyboard: Échap, Ctrl+Q, n."""
    *modifiers, name = binding.key.split("+")
    named = say(f"app.keyboard.{name}") if name in _NAMED else name
    return "+".join((*(modifier.capitalize() for modifier in modifiers), named.upper() if modifiers else named))
