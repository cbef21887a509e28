"""What services answered, with its day, in the person's own folder: one file a question, under a fingerprint of it.

The question itself is not written down; what was answered may repeat it, and `forget` removes it all.
"""

from __future__ import annotations

import hashlib
import json
import os
from datetime import date
from typing import TYPE_CHECKING, Any

from demenagement.application.lookup_ports import KeptAnswer
from demenagement.domain.communes import Commune
from demenagement.domain.distributors import Distributor
from demenagement.domain.offices import PublicOffice
from demenagement.domain.places import PlaceFound
from demenagement.domain.tracking import TrackedLetter
from demenagement.gateways.schema import serializer, validator

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from demenagement.domain.lookups import Service

_VERSION = 1
_NOUNS: dict[Service, type] = {
    "addresses": PlaceFound,
    "communes": Commune,
    "directory": PublicOffice,
    "distributors": Distributor,
    "letters": TrackedLetter,
}


class AnswerFiles:
    """The KeptAnswers port."""

    def __init__(self, home: Path, *, sandbox: bool = False) -> None:
        """`home` is where journeys are kept too; what a sandbox made up lies apart, never to pass for real."""
        self._whole = home / "lookups"
        self._folder = self._whole / "sandbox" if sandbox else self._whole

    def recall(self, service: Service, question: Sequence[str]) -> KeptAnswer | None:
        """What was answered last; None where nothing was, or it can't be read any more."""
        try:
            document = json.loads(self._file(service, question).read_bytes())
            if document["version"] != _VERSION:
                return None
            noun = validator(_NOUNS[service])
            found = tuple(noun.validate_python(each) for each in document["found"])
            return KeptAnswer(date.fromisoformat(document["day"]), found)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep(self, service: Service, question: Sequence[str], answer: KeptAnswer) -> None:
        """Put it in place of what was answered before. Raises StorageFailed."""
        from demenagement.gateways.store.disk import open_folder, told, write_whole  # noqa: PLC0415 # only to write

        noun = serializer(_NOUNS[service])
        document: dict[str, Any] = {
            "version": _VERSION,
            "day": answer.day.isoformat(),
            "found": [noun.to_python(each, mode="json") for each in answer.found],
        }
        target = self._file(service, question)
        with told(target):
            for each in (self._whole.parent, self._whole, self._folder):
                open_folder(each)
            # The process's own number makes it the only user of the temporary file.
            content = json.dumps(document, ensure_ascii=False, indent=1).encode()
            write_whole(target, content, self._folder / f".tmp-{target.stem}-{os.getpid()}")

    def forget(self) -> int:
        """Remove every answer, and say how many there were. Raises StorageFailed."""
        from demenagement.gateways.store.disk import told  # noqa: PLC0415 # only to write

        files = [*self._whole.rglob("*.json"), *self._whole.rglob(".tmp-*")]
        with told(self._whole):
            for file in files:
                file.unlink(missing_ok=True)
        return len(files)

    def _file(self, service: Service, question: Sequence[str]) -> Path:
        digest = hashlib.sha256("\n".join(question).encode()).hexdigest()
        return self._folder / f"{service}-{digest[:32]}.json"
