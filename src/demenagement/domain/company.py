"""The companies people know by name: only that name and the families it belongs to, never where to write to them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

from demenagement.domain.facts import slug
from demenagement.domain.values import Matching, Slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from demenagement.domain.provider import Manifest

_ALIKE = 0.8
"""How much two spellings have in common, from 0 to 1, for one to be taken for a slip of the other."""

_Name = Annotated[str, Matching(r"[A-Za-z0-9]", longest=60)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company as people write it, `also` written otherwise, and its families, the best known first."""

    name: _Name
    kinds: tuple[Slug, ...]
    also: tuple[_Name, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it, as a slug, its own name first."""
        return tuple(spelling(name) for name in (self.name, *self.also))


def spelling(typed: str) -> str:
    """What a name is looked up by: lower case ASCII with hyphens, whichever apostrophe it was typed with."""
    return slug(typed.replace("’", "'"))


def by_spelling(companies: Sequence[Company]) -> dict[str, Company]:
    """The companies by each of their spellings."""
    return {written: company for company in companies for written in company.spellings}


def near(typed: str, companies: Mapping[str, Company]) -> Company | None:
    """The company that was perhaps meant: to be suggested, never taken in its place."""
    found = _nearest(spelling(typed), tuple(companies))
    return companies[found] if found else None


@lru_cache(maxsize=256)
def _nearest(written: str, known: tuple[str, ...]) -> str | None:
    return next(iter(difflib.get_close_matches(written, known, n=1, cutoff=_ALIKE)), None)


_Fault = tuple[str, str, tuple[tuple[str, str], ...]]
"""The key within the file, what is wrong there, and the words that say it."""


def misnamed(companies: Sequence[Company], manifests: Mapping[str, Manifest]) -> Iterator[_Fault]:
    """What is wrong with the names as one whole: a family nobody serves, a name said twice or taken by a folder."""
    families = {slug_ for slug_, manifest in manifests.items() if manifest.slug == manifest.kind}
    first: dict[str, str] = {}
    for company in companies:
        for written in company.spellings:
            if written in first:
                yield company.name, "name-twice", (("name", written), ("other", first[written]))
            first.setdefault(written, company.name)
        folders = [manifests[written] for written in company.spellings if written in manifests]
        yield from _elsewhere(company, folders)
        own = {folder.kind for folder in folders}
        unknown = [kind for kind in company.kinds if kind not in families | own]
        yield from ((f"{company.name}.kinds", "no-such-kind", (("name", kind),)) for kind in unknown)
        if not company.kinds:
            yield f"{company.name}.kinds", "kind-missing", ()


def _elsewhere(company: Company, folders: Sequence[Manifest]) -> Iterator[_Fault]:
    """A name that is a folder's slug leads to that folder: it has its family, and is the name of no second folder."""
    for number, folder in enumerate(folders):
        if number or folder.kind not in company.kinds:
            yield company.name, "name-elsewhere", (("folder", folder.folder), ("kind", folder.kind))
