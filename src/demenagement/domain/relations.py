"""Which provider a step goes to: the one its plan names, or the household's own, found in the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.facts import Member, Unknown, follow, slug

if TYPE_CHECKING:
    from collections.abc import Container

    from demenagement.domain.dossier import Dossier
    from demenagement.domain.template import StepTemplate

_NAMED_BY = {
    "electricity": ("electricity", "supplier"),
    "gas": ("gas", "supplier"),
    "water": ("water", "supplier"),
    "internet": ("internet", "operator"),
    "home-insurance": ("insurance", "insurer"),
}
"""The fact, within a dwelling, that names the household's own provider of a kind."""


def provider_of(
    template: StepTemplate, dossier: Dossier, known: Container[str], member: Member | Unknown | None
) -> str | None:
    """The slug of the step's provider.

    A kind of provider is the household's own one where the catalogue knows it by name, else the generic provider of
    that kind, whose slug is the kind itself. A subscription that the catalogue knows by name is that provider.
    """
    if template.provider is not None:
        return template.provider
    named = own_name(template, dossier) if template.kind in _NAMED_BY else None
    if named is None and isinstance(member, Member) and isinstance(member.noun, str):
        named = member.noun
    own = slug(named) if named else ""
    return own if own in known else template.kind


def own_name(template: StepTemplate, dossier: Dossier) -> str | None:
    """The name of the household's own provider of the template's kind, where the facts tell it."""
    path = _NAMED_BY.get(template.kind or "")
    if path is None:
        return None
    dwelling = dossier.leaving if template.side == "leaving" else dossier.arriving
    named = follow(dwelling, path, template.side)
    return named if isinstance(named, str) else None
