"""`data`: the official lists the program uses. Which, of what day; one brought in from a file, or fetched."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from demenagement.bootstrap import Product
from demenagement.cli.printing import line, print_json, tell, words

if TYPE_CHECKING:
    from argparse import Namespace

    from demenagement.domain.zoning import ZoneList
    from demenagement.wording import Phrasebook


def data(arguments: Namespace) -> int:
    """`data [list | import zone-tendue FILE | refresh]`."""
    product, say = Product.of(arguments), words(arguments)
    if arguments.verb in (None, "list"):
        return _list(product, arguments, say)
    if arguments.verb == "import":
        taken = product.import_zones(Path(arguments.file), arguments.today)
    else:
        taken = asyncio.run(product.refresh_zones(arguments.today))
    if arguments.json:
        print_json({"version": 1, "data": [zones_document(product, taken)]})
        return 0
    tell(say("lists.taken"))
    _print_zones(product, taken, say)
    return 0


def _list(product: Product, arguments: Namespace, say: Phrasebook) -> int:
    listed = product.zone_lists.read()
    if arguments.json:
        print_json({"version": 1, "data": [communes_document(product), zones_document(product, listed)]})
        return 0
    line(say("lists.communes", communes=len(product.gazetteer), edition=product.gazetteer.edition))
    line()
    if listed is not None:
        _print_zones(product, listed, say)
        return 0
    shipped = product.verified_zones
    line(say("lists.shipped", communes=len(shipped.known), day=shipped.checked_on))
    line(say("lists.shipped-hint", page=shipped.official[1]), 2)
    return 0


def _print_zones(product: Product, listed: ZoneList, say: Phrasebook) -> None:
    """A list that was brought in: whence, of what day, what it tells and what it does not."""
    dated = "dated" if listed.day else "undated"
    line(say(f"lists.{dated}", day=listed.day, imported=listed.imported_on, source=listed.source))
    counts = {zone: listed.count(zone) for zone in ("tight", "tourist", "none")}
    line(say("lists.whole" if listed.complete else "lists.tight-only", **counts), 2)
    if codes := product.zones_by(listed).overruled():
        line(say("lists.overruled", codes=", ".join(codes)), 2)


def communes_document(product: Product) -> dict[str, Any]:
    """The communes as JSON."""
    return {
        "name": "communes",
        "origin": "shipped",
        "source": "Insee, La Poste",
        "edition": product.gazetteer.edition,
        "communes": len(product.gazetteer),
    }


def zones_document(product: Product, listed: ZoneList | None) -> dict[str, Any]:
    """The rent zones as JSON: the list that was brought in, else the communes that ship.

    `day` is that of the decree a list follows, where the list tells it.
    """
    shipped = product.verified_zones
    known = shipped.known if listed is None else listed.zones
    return {
        "name": "zone-tendue",
        "origin": "shipped" if listed is None else "imported",
        "source": shipped.source if listed is None else listed.source,
        "day": listed.day.isoformat() if listed and listed.day else None,
        "checked_on": None if listed else shipped.checked_on.isoformat(),
        "imported_on": listed.imported_on.isoformat() if listed else None,
        "complete": listed is not None and listed.complete,
        "communes": len(known),
        "tight": list(known.values()).count("tight"),
        "overruled": list(product.zones_by(listed).overruled()) if listed else [],
    }
