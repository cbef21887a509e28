"""Rows: something on the left that may be cut short, something on the right that may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.visual import Visual

from demenagement.tui.safe import line, lines

if TYPE_CHECKING:
    from textual.content import Content
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

_CURSOR, _AWAY = "▌ ", "  "


class Row(Visual):
    """One or several lines, each a left and a right part, as wide as there is room."""

    def __init__(self, *pairs: tuple[Content, Content]) -> None:
        """Each pair is one line; the right part may be empty."""
        self.pairs = pairs

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw the lines; the row under the cursor is the bold one (app.tcss), and gets a bar that needs no colour."""
        edge = _CURSOR if style.bold else _AWAY
        made = [self._fitted(left, right, width - len(edge) - 1) for left, right in self.pairs]
        return lines(*(line(edge, each) for each in made)).render_strips(width, height, style, options)

    def _fitted(self, left: Content, right: Content, width: int) -> Content:
        room = max(width - right.cell_length - bool(right), 1)
        return line(left.truncate(room, ellipsis=True, pad=True), " " if right else "", right)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is."""
        del rules
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """One line a pair."""
        del rules, width
        return len(self.pairs)
