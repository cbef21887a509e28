"""What makes a set of plan templates sound: names that exist, no cycle, nothing legal that is not surely known."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from demenagement.domain.anchors import ANCHORS
from demenagement.domain.circumstances import CIRCUMSTANCES
from demenagement.domain.deadline import Nature
from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import MEMBERS, declared, options
from demenagement.domain.likely import likely, likely_fact
from demenagement.domain.money import AMOUNTS
from demenagement.domain.template import CATEGORIES, LEARNS, LETTERS, SIDES
from demenagement.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from demenagement.domain.condition import Condition
    from demenagement.domain.template import StepTemplate
    from demenagement.domain.words import WordLists

_SUMS = {*AMOUNTS, "deposit_penalty"}


def unsound(templates: Sequence[StepTemplate], files: Mapping[str, str], providers: Collection[str]) -> list[Problem]:
    """Every problem of the templates; `files` tells which file each slug came from."""
    known = {template.slug for template in templates}
    problems: list[Problem] = []
    for template in templates:
        file = files[template.slug]
        problems += [
            Problem(file, f"{template.slug}.{key}", code, details)
            for key, code, details in _faults(template, known, providers)
        ]
    try:
        in_order(templates)
    except CycleError as fault:
        cycle = " → ".join(fault.args[1])
        problems.append(Problem(files.get(fault.args[1][0], ""), "after", "cycle", (("steps", cycle),)))
    return problems


def in_order(templates: Sequence[StepTemplate]) -> tuple[StepTemplate, ...]:
    """The templates, each after those it waits for. Raises graphlib.CycleError."""
    by_slug = {template.slug: template for template in templates}
    graph = {slug: [name for name in by_slug[slug].after if name in by_slug] for slug in sorted(by_slug)}
    return tuple(by_slug[slug] for slug in TopologicalSorter(graph).static_order())


_Fault = tuple[str, str, tuple[tuple[str, str], ...]]


def _faults(template: StepTemplate, known: set[str], providers: Collection[str]) -> Iterator[_Fault]:
    yield from _names(template, known, providers)
    for key, value, allowed in (
        ("category", template.category, CATEGORIES),
        ("side", template.side, SIDES),
        ("each", template.each, tuple(MEMBERS)),
        ("amount", template.amount, tuple(sorted(_SUMS))),
        ("letter", template.letter, LETTERS),
    ):
        if value is not None and value not in allowed:
            yield key, "not-an-option", (("options", ", ".join(allowed)),)
    yield from _legal(template)
    if template.lapses and template.due is None:
        yield "due", "lapses-without-day", ()
    for moment, path in template.learns.items():
        if moment not in LEARNS or not _exists(path, None):
            yield "learns", "no-such-fact", (("name", f"{moment} → {path}"), ("near", likely_fact(path)))
    for key in ("needs", "asks", "proof", "pitfalls"):
        lists: WordLists = getattr(template, key)
        if len(lists.fr) != len(lists.en):
            yield key, "lists-differ", ()


def _names(template: StepTemplate, known: set[str], providers: Collection[str]) -> Iterator[_Fault]:
    """What the template names and nobody knows."""
    for key, names in (
        ("after", template.after),
        ("covers", template.covers),
        ("covers_abroad", template.covers_abroad or ()),
        ("arrives.first", tuple(name for each in template.arrives for name in each.first)),
    ):
        yield from (
            (key, "no-such-step", (("name", name), ("near", likely(name, known))))
            for name in names
            if name not in known
        )
    for each in template.arrives:
        if each.before is not None and each.before not in ANCHORS:
            yield "arrives.before", "not-an-option", (("options", ", ".join(ANCHORS)),)
    for key in ("provider", "kind"):
        name = getattr(template, key)
        if name is not None and name not in providers:
            yield key, "no-such-provider", (("name", name), ("near", likely(name, providers)))
    for key in ("when", "ends_when", "sent_when", "done_when"):
        condition = getattr(template, key)
        if condition is not None:
            yield from ((key, code, details) for code, details in _misnamed(condition, template.each))


def _legal(template: StepTemplate) -> Iterator[_Fault]:
    """What binds by law has a last day, an article, and is surely known."""
    if template.nature is Nature.LEGAL:
        if not template.confidence.may_bind:
            yield "nature", "not-surely-legal", (("confidence", template.confidence.value),)
        if template.law is None:
            yield "law", "legal-without-law", ()
        if template.due is None:
            yield "due", "legal-without-day", ()


def _misnamed(condition: Condition, each: str | None) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Facts that do not exist, and words that a fact can never be."""
    for path in sorted(condition.paths):
        if not _exists(path, each):
            yield "no-such-fact", (("name", path), ("near", likely_fact(path, each)))
    for path, word in sorted(condition.compared):
        allowed = options(_declared(path, each))
        if allowed and word not in allowed:
            yield "no-such-value", (("fact", path), ("name", word), ("options", ", ".join(allowed)))


def _exists(path: str, each: str | None) -> bool:
    told = path in CIRCUMSTANCES or path == "today" or (each == "subscription" and path == "subscription")
    return told or _declared(path, each) is not None


def _declared(path: str, each: str | None) -> object | None:
    """The declared type of a fact as a condition names it."""
    root, _, rest = path.partition(".")
    if not rest:
        return None
    parts = ("household", MEMBERS[root]) if root == each else (root,)
    return declared(Dossier, (*parts, *rest.split(".")))
