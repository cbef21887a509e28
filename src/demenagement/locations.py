"""Where files live: what ships with the product, what the person set up, what is kept for them."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def checkout(folder: str) -> Path | None:
    """The tree's own `folder`, when the product runs from a checkout; None when it is installed."""
    root = _PACKAGE.parent.parent
    tree = root / folder
    return tree if (root / "pyproject.toml").is_file() and tree.is_dir() else None


def bundled(folder: str) -> Path:
    """A folder that ships with the product: `providers` or `plans`."""
    return checkout(folder) or _PACKAGE / folder


def shipped(*parts: str) -> Path:
    """A file of the package itself, such as the dossier of the demonstration."""
    return _PACKAGE.joinpath(*parts)


def _xdg(variable: str, fallback: str) -> Path:
    """A base folder of the XDG specification; a relative value is ignored, as it demands."""
    value = os.environ.get(variable, "")
    base = Path(value) if value.startswith("/") else Path.home() / fallback
    return base / "demenagement"


def home(given: str | None = None) -> Path:
    """Where journeys are kept: `--home`, else `DEMENAGEMENT_HOME`, else the person's data folder."""
    chosen = given or os.environ.get("DEMENAGEMENT_HOME")
    return Path(chosen).expanduser() if chosen else _xdg("XDG_DATA_HOME", ".local/share")


def cache() -> Path:
    """What can be made again at any time."""
    return _xdg("XDG_CACHE_HOME", ".cache")


def settings() -> Path:
    """The settings file; it may be absent."""
    chosen = os.environ.get("DEMENAGEMENT_CONFIG")
    return Path(chosen).expanduser() if chosen else _xdg("XDG_CONFIG_HOME", ".config") / "settings.toml"
