"""A program that dies before each step, in turn, of one piece of work, and says what it finds: home, scene.

A step is a call that changes something on the disk, or opens or flushes it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gateways.store.samples import IDENT, a_document, adding, counting, names_in

from demenagement.errors import NotFound
from demenagement.gateways.store import JourneyFiles

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = ("open", "fsync", "link", "replace", "unlink", "mkdir", "close")
DAMAGED = b'{"meta": {"1'


def _upgraded(document: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    return document | {"facts": [document["facts"][0] | {"upgraded": True}]}


def _opened(home: Path, scene: str) -> JourneyFiles:
    return JourneyFiles(home, {1: _upgraded}, 2) if scene == "upgrade" else JourneyFiles(home)


def _prepare(home: Path, scene: str) -> None:
    store = JourneyFiles(home)
    if scene == "begin":
        return
    store.create(IDENT, a_document())
    store.change(IDENT, 1, counting)
    store.change(IDENT, 2, counting)
    if scene == "recover":
        (home / "journeys" / f"{IDENT}.json").write_bytes(DAMAGED)


SCENES: dict[str, Callable[[JourneyFiles], object]] = {
    "begin": lambda store: store.create(IDENT, a_document()),
    "change": lambda store: store.change(IDENT, 3, adding(number=3)),
    "recover": lambda store: store.read(IDENT),
    "upgrade": lambda store: store.read(IDENT),
    "keep": lambda store: store.keep(IDENT, b"a letter", "pdf"),
}


def _make_mortal(last: int) -> None:
    """Let the process die before its `last` step from here."""
    taken = 0

    def mortal(original: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **named: object) -> object:
            nonlocal taken
            taken += 1
            if taken == last:
                os._exit(9)
            return original(*arguments, **named)

        return step

    for name in STEPS:
        setattr(os, name, mortal(getattr(os, name)))


def _found(home: Path, scene: str) -> dict[str, object]:
    store = _opened(home, scene)
    found: dict[str, object] = {"names": names_in(home)}
    try:
        stored = store.read(IDENT)
    except NotFound:
        return found | {"revision": None}
    aside = home / "set-aside"
    return found | {
        "revision": stored.revision,
        "entries": [row["number"] for row in stored.document["entries"]],
        "upgraded": "upgraded" in stored.document["facts"][0],
        "version": stored.document["meta"][0]["version"],
        "notices": [notice.code for notice in stored.notices],
        "aside": sorted({path.read_text() for path in aside.iterdir()}) if aside.is_dir() else [],
        "kept": [path.read_text() for path in home.glob("files/*/*")],
        "after": names_in(home),
    }


def main(folder: str, scene: str) -> None:
    """Print what was found after each death, one line of JSON each; the last line is that of a life to the end."""
    last, died = 0, True
    while died:
        last += 1
        home = Path(folder) / f"{scene}-{last}"
        _prepare(home, scene)
        child = os.fork()
        if child == 0:
            store = _opened(home, scene)
            _make_mortal(last)
            SCENES[scene](store)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code not in {0, 9}:
            raise SystemExit(code)
        died = code == 9
        sys.stdout.write(json.dumps({"died": died, **_found(home, scene)}) + "\n")
        sys.stdout.flush()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
