"""The parts of the program that depend on the machine, tried for real."""

from __future__ import annotations

import os
import platform
import tempfile
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING

from demenagement.domain.draft import Letter
from demenagement.errors import StorageFailed
from demenagement.gateways.letters import TypstLetters
from demenagement.gateways.store.disk import told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SAMPLE = Letter(
    sender=("Anne Exemple", "1 RUE DU MODELE", "21000 DIJON"),
    recipient=("Bernard Exemple", "2 RUE DU MODELE", "21000 DIJON"),
    place="Dijon",
    day=date(2026, 1, 1),
    subject="Essai",
    paragraphs=("Ceci est un essai.",),
    signature="Anne Exemple",
)


def program() -> Mapping[str, object]:
    """Which version runs, on which Python."""
    return {"program": version("demenagement"), "python": platform.python_version()}


def typesetting() -> Mapping[str, object]:
    """A letter, set; nothing is written."""
    pdf = TypstLetters().letter(_SAMPLE)
    return {"typst": version("typst"), "bytes": len(pdf)}


def writable(folder: Path) -> Mapping[str, object]:
    """A file written in the folder and removed; where there is none yet, in the one it will be made in.

    Raises StorageFailed.
    """
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    with told(folder):
        if there == folder:
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".tmp-doctor-") as file:
                file.write(b"essai")
        elif not os.access(there, os.W_OK | os.X_OK) or not there.is_dir():
            raise StorageFailed(str(folder), "denied")
    return {"folder": folder, "there": there == folder}
