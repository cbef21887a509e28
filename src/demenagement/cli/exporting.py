"""`export`: the calendar, or the whole journey, in a file; written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from demenagement.bootstrap import Product
from demenagement.cli.agenda_words import AgendaWords
from demenagement.cli.printing import print_json, tell, words
from demenagement.errors import StorageFailed

if TYPE_CHECKING:
    from argparse import Namespace


def export(arguments: Namespace) -> int:
    """Write the file that was asked for, and say what it holds."""
    return _calendar(arguments) if arguments.ics else _everything(arguments)


def _calendar(arguments: Namespace) -> int:
    product, say = Product.of(arguments), words(arguments)
    overview = product.journeys.look(arguments.id, arguments.today)
    target = Path(arguments.ics)
    sentences = AgendaWords(overview, product.manifests, say)
    report = product.agenda.export(overview, sentences, lambda content: write_whole(target, content))
    counts = asdict(report)
    if arguments.json:
        print_json({"version": 1, "file": str(target), **counts})
    else:
        tell(say("agenda.report", file=target, **counts))
    return 0


def _everything(arguments: Namespace) -> int:
    product, say = Product.of(arguments), words(arguments)
    document = product.everything(arguments.id)
    target = Path(arguments.everything)
    write_whole(target, (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode())
    if arguments.json:
        print_json({"version": 1, "file": str(target)})
    else:
        tell(say("journey.written", file=target))
    return 0


def write_whole(target: Path, content: bytes) -> None:
    """Put the content beside the target, then in its place. Raises StorageFailed."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).replace(target)
    except OSError as fault:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        reason = "full" if fault.errno in {28, 122} else "denied"
        raise StorageFailed(str(target), reason) from None
