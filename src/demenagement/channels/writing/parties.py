"""Who writes and who reads: both address blocks of a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.known import address, contact_path, needed_address
from demenagement.domain.draft import Field
from demenagement.domain.offices import only_address
from demenagement.domain.postal import capitals, from_lines, from_parts, names_somebody
from demenagement.errors import DossierIncomplete
from demenagement.wording.countries import country

if TYPE_CHECKING:
    from demenagement.channels.known import Known
    from demenagement.channels.writing.matter import Body, Home, Writing
    from demenagement.domain.postal import PostalBlock
    from demenagement.wording import Phrasebook


def recipient(writing: Writing) -> tuple[str, ...]:
    """The block for the envelope's window. Raises DossierIncomplete, also for an address that does not fit."""
    known, manifest = writing.known, writing.manifest
    path, named = (contact_path(manifest, writing.step, what) for what in ("address", "name"))
    lines, name = known.lines(path), known.text(named)
    if manifest.kind == "landlord":
        known.require(named, path)
    elif not (lines := lines or manifest.contact.address or only_address(known.offices)):
        known.require(path)
    if manifest.kind != "landlord":
        # The household's own name for it, or the catalogue's, unless the address says whom it is for.
        general = "" if manifest.slug == manifest.kind else manifest.name.fr
        name = "" if names_somebody(lines) else name or general
    block = from_lines(lines, name)
    if block.problems:
        raise DossierIncomplete(known.step.id, (path,))
    return block.lines


def sender(writing: Writing, home: Home) -> tuple[tuple[str, ...], str]:
    """The sender's block, and the town they write from.

    Where the new address may not be shown, the block holds the names and an e-mail address.
    """
    known = writing.known
    *others, last = writing.signers
    name = f"{', '.join(others)} et {last}" if others else last
    side = _side(known, home)
    if side is None:
        emails = dict.fromkeys(adult.email for adult in known.movers if adult.email)
        return (name, *list(emails)[:1]), ""
    if missing := tuple(path for path in needed_address(side) if not _told(known, path)):
        raise DossierIncomplete(known.step.id, missing)
    parts = {part: _told(known, f"{side}.{part}") for part in ("street", "complement", "postcode", "city")}
    block = from_parts(name, **parts)
    abroad = _told(known, f"{side}.country")
    if abroad not in ("", "FR"):
        return (*block.lines, capitals(country(abroad, "fr"))), parts["city"]
    if block.problems:
        raise DossierIncomplete(known.step.id, _to_mend(block, side))
    return block.lines, parts["city"]


def answered_at(writing: Writing, body: Body, words: Phrasebook) -> tuple[Field, ...]:
    """The address of the sender's block, where nothing else in the letter tells it."""
    known, side = writing.known, _side(writing.known, body.home)
    street = f"{side}.street"
    told = side is None or (street in body.tells and known.get(street) is not None)
    shown = "" if told else address(known, f"sender.{side}")
    return (Field(words("channel.sender"), shown, street),) if shown else ()


def _side(known: Known, home: Home) -> str | None:
    """The dwelling to write from; None where no address may be shown."""
    if home == "leaving":
        return "leaving"
    day = known.day("sender.since", "move.day", "leaving.keys")
    moved = day is not None and day <= known.today
    if known.protected and (home == "guarded" or known.step.template.side == "leaving"):
        return "leaving" if not moved and _whole(known, "leaving") else None
    sides = ("arriving",) if moved else ("leaving", "arriving")
    return next((side for side in sides if _whole(known, side)), sides[0])


def _whole(known: Known, side: str) -> bool:
    return all(_told(known, path) for path in needed_address(side))


def _told(known: Known, path: str) -> str:
    """A fact of a dwelling, which whoever answers has to know, whatever else they are told."""
    return known.text(f"sender.{path}") or known.text(path)


def _to_mend(block: PostalBlock, side: str) -> tuple[str, ...]:
    """The facts of a dwelling that keep its block from fitting."""
    last = len(block.lines)
    parts = (
        "postcode" if each.reason == "no-postcode" else "city" if each.line == last else "street"
        for each in block.problems
    )
    return tuple(dict.fromkeys(f"{side}.{part}" for part in parts))
