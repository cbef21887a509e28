"""The last line of a page: what can be done here, by which key."""

from __future__ import annotations

from textual.widgets import Footer


class Legend(Footer):
    """Textual's footer, without its English palette; the words come from the page (`keys.worded`)."""

    def __init__(self) -> None:
        """Compact, so that a page's keys fit in eighty columns."""
        super().__init__(show_command_palette=False, compact=True)
