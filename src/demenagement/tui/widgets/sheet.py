"""Sheets: paragraphs, headings and lists, wrapped with their indent kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual

from demenagement.tui.safe import line, lines, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

_NARROWEST = 12
EMPTY = line()
DOT = line("· ")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph; `bullet` hangs before its first line, `gap` leaves a blank line above."""

    text: Content
    indent: int = 0
    bullet: Content = EMPTY
    gap: bool = False

    def drawn(self, width: int, *, first: bool) -> Iterable[Content]:
        """Its lines at that width."""
        if self.gap and not first:
            yield line(" ")
        indent = min(self.indent, max(width - _NARROWEST, 0))
        hanging = indent + self.bullet.cell_length
        for number, text in enumerate(wrapped(self.text, width - hanging)):
            yield line(" " * hanging, text) if number else line(" " * indent, self.bullet, text)


class Sheet(Visual):
    """Blocks, one below the other."""

    def __init__(self, *blocks: Block) -> None:
        """`blocks` in reading order."""
        self.blocks = blocks

    def _lines(self, width: int) -> list[Content]:
        return [drawn for place, each in enumerate(self.blocks) for drawn in each.drawn(width, first=not place)]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw the blocks."""
        return lines(*self._lines(width)).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is."""
        del rules
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As many lines as the blocks take."""
        del rules
        return len(self._lines(width))


def heading(text: str) -> Block:
    """The title of a part."""
    return Block(line((text, "bold $primary")), gap=True)


def paragraph(*parts: str | tuple[str, str] | Content, gap: bool = False) -> Block:
    """A paragraph of its own."""
    return Block(line(*parts), gap=gap)


def listed(title: str, texts: Iterable[str]) -> list[Block]:
    """A titled list; nothing where it is empty."""
    bullets = [Block(line(text), indent=2, bullet=DOT) for text in texts]
    return [heading(title), *bullets] if bullets else []
