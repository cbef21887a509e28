"""The last line of a page: what can be done here, by which key. One widget, for it is drawn anew at every step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.tui.keys import key_name
from demenagement.tui.safe import Words, line

if TYPE_CHECKING:
    from textual.events import Click, Resize
    from textual.screen import Screen

    from demenagement.wording import Phrasebook

_EDGE, _BETWEEN = 2, 2
_LAST = "help"


class Legend(Words):
    """The keys that work now, as many as fit; help is always among them. A click is as good as the key."""

    def __init__(self, say: Phrasebook) -> None:
        """`say` names the keys; what they do is said by the page's bindings."""
        super().__init__()
        self._say = say
        self._places: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self._draw()

    def on_resize(self, event: Resize) -> None:
        """Use the room there is."""
        del event
        self._draw()

    def _draw(self) -> None:
        shown: dict[str, tuple[str, str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and binding.id is not None:
                shown.setdefault(binding.id, (binding.key, key_name(binding, self._say), binding.description))
        kept = self._fitting(shown)
        parts: list[tuple[str, str]] = []
        self._places, at = [], _EDGE
        for key, name, label in kept:
            end = at + len(name) + 1 + len(label)
            self._places.append((at, end, key))
            parts += [(" " * _BETWEEN if parts else " " * _EDGE, ""), (name, "bold $primary"), (f" {label}", "$quiet")]
            at = end + _BETWEEN
        self.show(line(*parts))

    def _fitting(self, shown: dict[str, tuple[str, str, str]]) -> list[tuple[str, str, str]]:
        idents = list(shown)
        while self._width([shown[ident] for ident in idents]) > self.size.width and len(idents) > 1:
            idents.remove(next(ident for ident in reversed(idents) if ident != _LAST))
        return [shown[ident] for ident in idents]

    def _width(self, kept: list[tuple[str, str, str]]) -> int:
        return _EDGE + sum(len(name) + 1 + len(label) + _BETWEEN for _, name, label in kept) - _BETWEEN

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        for start, end, key in self._places:
            if start <= event.x < end:
                self.app.simulate_key(key)
