"""The person's own web browser."""

from __future__ import annotations

import webbrowser


def open_page(address: str) -> bool:
    """Show that page; False where no browser is there to show it."""
    try:
        return webbrowser.open(address)
    except webbrowser.Error:
        return False
