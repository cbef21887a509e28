"""`lookup`: an address, a commune, an office, a distributor, a letter; each asked of a public service once allowed."""

from __future__ import annotations

import asyncio
import difflib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from demenagement.bootstrap import Product
from demenagement.cli.faults import explain
from demenagement.cli.lookup_words import TOLD
from demenagement.cli.printing import line, print_json, tell, words
from demenagement.domain.canonical import canonical
from demenagement.domain.offices import OFFICE_OF, OFFICES
from demenagement.errors import NotFound

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Awaitable, Iterable
    from datetime import date

    from demenagement.application.journeys import Overview
    from demenagement.application.looking_up import LookedUp, LookingUp
    from demenagement.wording import Phrasebook


def lookup(arguments: Namespace) -> int:
    """`lookup address TEXT | commune TEXT | office KIND COMMUNE | distributor COMMUNE | letter NUMBER… | forget`."""
    product, say = Product.of(arguments), words(arguments)
    if arguments.verb == "forget":
        return _forget(product, arguments, say)
    looked = asyncio.run(product.run(_asked(product.looking_up, arguments)))
    facts = product.services.facts[looked.service]
    if arguments.json:
        print_json(_document(looked, facts.publisher, facts.licence))
    else:
        _print(looked, say)
        source = "shipped" if looked.origin in ("shipped", "typed") else looked.origin
        if looked.origin != "typed":
            publisher = ", ".join(filter(None, (facts.publisher, facts.licence)))
            tell(say(f"lookup.{source}", publisher=publisher, day=looked.day))
    if looked.origin in ("shipped", "typed") and looked.fault is None:
        tell(say("lookup.closed", service=looked.service, path=product.settings.path))
    if looked.fault is not None:
        for text in explain(looked.fault, say):
            tell(text)
        tell(say("lookup.older" if looked.origin == "kept" else "lookup.instead"))
        return looked.fault.exit_code
    return 0 if looked.found else 1


def look_ahead(product: Product, overview: Overview, names: Iterable[str], today: date) -> None:
    """Before drafts are written: where the public bodies of these steps are found, if the person lets that be asked."""
    steps = [overview.step(name) for name in names]
    asyncio.run(product.run(product.looking_up.prepare(steps, overview.dossier, today)))


def _asked(looking_up: LookingUp, arguments: Namespace) -> Awaitable[LookedUp]:
    today, text = arguments.today, " ".join(arguments.text)
    match arguments.verb:
        case "address":
            return looking_up.address(text, today)
        case "commune":
            return looking_up.commune(text, today)
        case "office":
            return looking_up.office(_kind(arguments.kind), text, today)
        case "distributor":
            return looking_up.distributor(text, today)
        case _:
            return looking_up.letters(arguments.text, today)


def _kind(named: str) -> str:
    """The kind of office, by its own name or that of the provider it stands for. Raises NotFound."""
    plain = named.strip().lower().replace("_", "-")
    kind = OFFICE_OF.get(plain, plain)
    if kind not in OFFICES:
        raise NotFound("office", named, tuple(difflib.get_close_matches(plain, (*OFFICES, *OFFICE_OF), n=1)))
    return kind


def _print(looked: LookedUp, say: Phrasebook) -> None:
    if not looked.found:
        tell(say("lookup.nothing"))
    if looked.service == "directory" and len(looked.found) > 1:
        tell(say("lookup.several", count=len(looked.found)))
    for found in looked.found:
        for text, indent in TOLD[looked.service](found, say):
            line(text, indent)


def _document(looked: LookedUp, publisher: str, licence: str) -> dict[str, Any]:
    """The answer as JSON; `origin` is asked, kept, shipped or typed, `fault` why it could not be asked just now."""
    elsewhere = looked.origin in ("asked", "kept")
    return {
        "version": 1,
        "service": looked.service,
        "origin": looked.origin,
        "day": looked.day.isoformat(),
        "publisher": publisher if elsewhere else None,
        "licence": licence or None if elsewhere else None,
        "fault": type(looked.fault).__name__ if looked.fault else None,
        "found": [json.loads(canonical(asdict(each))) for each in looked.found],  # type: ignore[call-overload] # nouns
    }


def _forget(product: Product, arguments: Namespace, say: Phrasebook) -> int:
    count = product.looking_up.kept.forget()
    if arguments.json:
        print_json({"version": 1, "forgotten": count})
    else:
        line(say("lookup.forgotten", count=count))
    return 0
