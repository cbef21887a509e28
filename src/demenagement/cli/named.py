"""What a person named of the catalogue, or the nearest there is."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, TypeVar

from demenagement.cli.printing import tell
from demenagement.domain.company import spelling
from demenagement.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from demenagement.bootstrap import Product
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook

_Noun = TypeVar("_Noun")


def serving(product: Product, typed: str | None, say: Phrasebook) -> Manifest:
    """The provider of that slug, or whoever serves the company that people call so; says which, on stderr."""
    known, typed = product.manifests, typed or ""
    company = product.companies.get(spelling(typed))
    if typed in known or company is None:
        return named("provider", known, typed, product.companies)
    own = next((known[each] for each in company.spellings if each in known), None)
    if own is not None:
        return own
    families = [known[kind] for kind in company.kinds]
    told = ", ".join(f"{each.name[say.lang]} ({each.slug})" for each in families)
    tell(say("catalogue.served", name=company.name, families=told))
    return families[0]


def named(kind: str, known: dict[str, _Noun], slug: str | None, also: Iterable[str] = ()) -> _Noun:
    """What is called so; `also` are names that somebody may have meant."""
    if slug is None or slug not in known:
        raise NotFound(kind, slug or "", tuple(difflib.get_close_matches(slug or "", (*known, *also), n=1)))
    return known[slug]
