"""The last line of a page: what can be done here, by which key. One widget, for it is drawn anew at every step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.tui.keys import key_name
from demenagement.tui.safe import Words, line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.events import Click, Resize
    from textual.screen import Screen

    from demenagement.wording import Phrasebook

_EDGE, _WIDE, _TIGHT = 2, 2, 1
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
        kept, gap = self._fitting(shown)
        parts: list[tuple[str, str]] = []
        self._places, at = [], _EDGE
        for key, name, label in kept:
            end = at + len(name) + 1 + len(label)
            self._places.append((at, end, key))
            parts += [(" " * (gap if parts else _EDGE), ""), (name, "bold $primary"), (f" {label}", "$quiet")]
            at = end + gap
        self.show(line(*parts))

    def _fitting(self, shown: dict[str, tuple[str, str, str]]) -> tuple[list[tuple[str, str, str]], int]:
        """The keys that fit and the gap between them: closer together first, then fewer, the help last of all."""
        kept, gap = dict(shown), _WIDE
        while self._width(kept.values(), gap) > self.size.width and (gap > _TIGHT or len(kept) > 1):
            if gap == _TIGHT:
                del kept[next(ident for ident in reversed(kept) if ident != _LAST)]
            gap = _TIGHT
        return list(kept.values()), gap

    def _width(self, kept: Iterable[tuple[str, str, str]], gap: int) -> int:
        widths = [len(name) + 1 + len(label) for _, name, label in kept]
        return _EDGE + sum(widths) + gap * (len(widths) - 1)

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        for start, end, key in self._places:
            if start <= event.x < end:
                self.app.simulate_key(key)
