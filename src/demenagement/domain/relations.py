"""Which provider a step goes to: the one its plan names, or the household's own, found in the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.domain.company import spelling
from demenagement.domain.facts import follow, slug

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from demenagement.domain.company import Company
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.domain.template import StepTemplate

_NAMED_BY = {
    "electricity": ("electricity", "supplier"),
    "gas": ("gas", "supplier"),
    "water": ("water", "supplier"),
    "internet": ("internet", "operator"),
    "home-insurance": ("insurance", "insurer"),
}
"""The fact, within a dwelling, that names the household's own provider of a kind."""

_OF_THE_OLD_HOME = (*_NAMED_BY, "building-manager")
"""What a household has a contract with where it lives now."""

_OF_THE_NEW_HOME = ("town-hall",)
"""Whom it deals with where it goes."""

_FUNDS = ("caf", "msa")
"""Who pays a household's benefits: one of them, whichever the plan names."""


Counterpart = tuple[str | None, str | None]
"""The slug of a step's provider and, where that is only its kind, what the household's own one is called."""


def counterpart(
    template: StepTemplate,
    dossier: Dossier,
    known: Container[str],
    companies: Mapping[str, Company],
    subject: str | None,
) -> Counterpart:
    """Whom the step goes to.

    What a person typed is the provider of that slug, or of another spelling of the same company, where there is one in
    the catalogue. Otherwise it is served by the generic provider of the kind that the step wants, under its own name,
    even where the company is known for something else: the household knows best. A subscription is served by the
    family of its company.
    """
    if template.provider is not None:
        fund = dossier.household.fund if template.provider in _FUNDS else None
        return (fund if fund is not None and fund in known else template.provider), None
    may_be_typed = template.kind in _NAMED_BY or template.each == "subscription"
    typed = typed_name(template, dossier, subject) if may_be_typed else None
    if typed is None:
        return template.kind, None
    company = companies.get(spelling(typed))
    for written in (slug(typed), *(company.spellings if company else ())):
        if written in known:
            return written, None
    kind = template.kind
    if company and template.each == "subscription":
        # The household's landlord is part of its dwelling, which says where to write; any other is told as anybody.
        kind = next((each for each in company.kinds if each != "landlord"), kind)
    return kind, company.name if company else typed


def typed_name(template: StepTemplate, dossier: Dossier, subject: str | None) -> str | None:
    """The household's own provider for that step, as a person typed it; None where the facts do not tell.

    `subject` is whom or what the step is for: a subscription names its provider itself.
    """
    if template.each == "subscription":
        return subject
    path = _NAMED_BY.get(template.kind or "")
    if path is None:
        return None
    dwelling = dossier.leaving if template.side == "leaving" else dossier.arriving
    named = follow(dwelling, path, template.side)
    return named if isinstance(named, str) else None


def own_body(dossier: Dossier, step: Step, manifest: Manifest) -> str | None:
    """What tells two bodies of one kind apart that a household deals with: a home's, or an adult's; None elsewhere.

    `accounts.town-hall` is that of the new home, `accounts.water` the contract of the old one, `accounts.employer` that
    of the only one who has an employer: what was told of one is never written to the other.
    """
    if step.own is not None or manifest.slug != manifest.kind:
        return None
    template = step.template
    if template.each == "adult":
        adults = [adult for adult in dossier.household.adults or () if adult.leaves is not False]
        employed = sum(bool({"employee", "public-employee"} & set(adult.status or ())) for adult in adults)
        return step.id.partition("/")[2] if manifest.kind == "employer" and employed > 1 else None
    apart = {"leaving": _OF_THE_NEW_HOME, "arriving": _OF_THE_OLD_HOME}.get(template.side, ())
    # Only an owner deals with the building they leave.
    one = manifest.kind == "building-manager" and dossier.leaving.tenure != "owner"
    return template.side if manifest.kind in apart and not one else None


def accounts(provider: str, own: str | None, typed: str | None, *, shared: bool) -> tuple[str, ...]:
    """Under which names the dossier may hold what that provider knows the household by, the one to ask for first.

    `shared` where a household has one of that kind: what was told of the kind is then told of its own one.
    """
    found = (slug(own) if own else provider, slug(typed or ""), provider if shared else "")
    return tuple(dict.fromkeys(name for name in found if name)) or (provider,)
