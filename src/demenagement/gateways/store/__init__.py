"""Where journeys rest: one TinyDB file each, written whole or not at all.

Speaks in plain JSON documents; what they mean is known elsewhere. The door of tinydb and of filelock.
"""

from __future__ import annotations

from demenagement.gateways.store.document import Document, Notice, Row, Stored
from demenagement.gateways.store.journeys import JourneyFiles

__all__ = ["Document", "JourneyFiles", "Notice", "Row", "Stored"]
