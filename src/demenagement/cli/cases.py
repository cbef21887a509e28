"""The drafts recorded beside the providers: what the program writes now against what `cases.toml` says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from demenagement.domain.levels import shortfalls
from demenagement.domain.recorded import differences
from demenagement.errors import DossierIncomplete, FilesInvalid, NotAllowed, NotFound, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from demenagement.bootstrap import Product
    from demenagement.domain.provider import Manifest
    from demenagement.domain.recorded import Case, Recorded

_REFUSALS = {
    "other-provider": "case-of-another",
    "no-such-channel": "case-no-channel",
    "no-counterpart": "case-of-nobody",
}
"""Why a case can't be drafted, as a sentence of the wording."""

Details = tuple[tuple[str, str], ...]


def failing_providers(product: Product, today: date, slug: str | None = None) -> list[Problem]:
    """Everything that a provider claims and does not hold, its recorded drafts included; of one provider, or of all.

    Raises FilesInvalid for unsound plans: no case can be tried on them.
    """
    return [
        problem
        for name, manifest in sorted(product.manifests.items())
        if slug in (None, name)
        for problem in provider_problems(product, manifest, today)
    ]


def unread_cases(product: Product, unread: list[Problem]) -> list[Problem]:
    """What is wrong with the cases of providers whose manifest can't be read yet: a newcomer is told all at once."""
    folders = dict.fromkeys(Path(problem.file).parent.name for problem in unread)
    problems: list[Problem] = []
    for slug in (name.replace("_", "-") for name in folders):
        if slug not in product.manifests:
            try:
                product.cases(slug)
            except FilesInvalid as fault:
                problems += fault.problems
    return problems


def provider_problems(product: Product, manifest: Manifest, today: date) -> list[Problem]:
    """What one provider claims and does not hold."""
    try:
        cases = product.cases(manifest.slug)
    except FilesInvalid as fault:
        return list(fault.problems)
    folder = product.provider_folder(manifest.slug)
    templates = [step for family in product.families for step in family.steps]
    code = product.registry.has_code(manifest.slug)
    file = str(folder / "manifest.toml")
    problems = shortfalls(manifest, cases, templates, has_code=code, today=today, file=file)
    for number, case in enumerate(cases, 1):
        problems += case_problems(product, manifest.slug, case, number)
    return problems


def case_problems(product: Product, slug: str, case: Case, number: int) -> list[Problem]:
    """Every difference between a case's draft and what the program writes now."""
    file, key = str(product.provider_folder(slug) / "cases.toml"), f"case.{number}"
    try:
        found = recorded_now(product, slug, case, number)
    except FilesInvalid as fault:
        return list(fault.problems)
    if case.draft is None:
        return [Problem(file, f"{key}.draft", "case-unrecorded", (("name", slug),))]
    return [Problem(file, f"{key}.draft.{place}", code, details) for place, code, details in _told(case.draft, found)]


def recorded_now(product: Product, slug: str, case: Case, number: int) -> Recorded:
    """The case's draft as the program writes it now. Raises FilesInvalid where it can't be written."""
    file, key = str(product.provider_folder(slug) / "cases.toml"), f"case.{number}"
    dossier = product.facts(case.dossier, file, ("case", str(number), "dossier"))
    try:
        return product.recording.recorded(case, dossier, slug)
    except NotFound as fault:
        details: Details = (("name", fault.name), ("near", ", ".join(fault.near)))
        problem = Problem(file, f"{key}.step", "case-without-step", details)
    except DossierIncomplete as fault:
        problem = Problem(file, f"{key}.dossier", "case-lacks", (("names", ", ".join(fault.missing)),))
    except NotAllowed as fault:
        problem = Problem(file, f"{key}.step", _REFUSALS.get(fault.reason, "case-not-drafted"), _why(fault))
    raise FilesInvalid((problem,))


def _why(fault: NotAllowed) -> Details:
    channels = fault.facts.get("channels")
    ways = ", ".join(map(str, channels)) if isinstance(channels, tuple) else ""
    return ("why", fault.reason), ("options", ways), ("other", str(fault.facts.get("provider", "")))


def _told(said: Recorded, found: Recorded) -> Iterator[tuple[str, str, Details]]:
    """Each difference, with the sentence that tells it."""
    for each in differences(said, found):
        if not each.said:
            yield each.key, "draft-adds", (("found", each.found),)
        elif not each.found:
            yield each.key, "draft-lacks", (("said", each.said),)
        else:
            yield each.key, "draft-differs", (("said", each.said), ("found", each.found))
