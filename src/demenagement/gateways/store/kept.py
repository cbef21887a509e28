"""Proofs and letters, each a file named after what it holds."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from demenagement.errors import NotFound, StorageFailed
from demenagement.gateways.store.disk import open_folder, set_aside, told, write_whole
from demenagement.gateways.store.places import TEMPORARY

if TYPE_CHECKING:
    from pathlib import Path

    from demenagement.gateways.store.places import Place

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"[a-z0-9]{1,8}")


def keep(place: Place, content: bytes, suffix: str) -> Path:
    """Write the file unless it is there already; the journey's lock is held."""
    suffix = suffix.lower().removeprefix(".")
    # It often comes from the name of a person's own file: an odd one must not keep the proof out.
    suffix = suffix if _SUFFIX.fullmatch(suffix) else "bin"
    target = place.files / f"{sha256(content).hexdigest()}.{suffix}"
    with told(target):
        for folder in (place.home.root, place.home.files, place.files):
            open_folder(folder)
        if target.exists():
            if target.read_bytes() == content:
                return target
            set_aside(target, place.home.set_aside, place.ident, suffix)
        # One folder up, so that leftovers are found without opening the folder of every journey.
        write_whole(target, content, place.home.files / f"{TEMPORARY}{place.ident}")
    return target


def kept(place: Place, digest: str) -> bytes:
    """The content that has this digest; StorageFailed with `damaged` when the file no longer does."""
    found = sorted(place.files.glob(f"{digest}.*")) if _DIGEST.fullmatch(digest) else []
    if not found:
        raise NotFound("file", digest)
    with told(found[0]):
        content = found[0].read_bytes()
    if sha256(content).hexdigest() != digest:
        raise StorageFailed(str(found[0]), "damaged")
    return content
