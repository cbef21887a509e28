"""From facts to a dated plan: a pure function of the situation, the templates and what already happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from demenagement.domain.anchors import resolve
from demenagement.domain.cautions import cautions
from demenagement.domain.circumstances import CIRCUMSTANCES
from demenagement.domain.dating import date_step
from demenagement.domain.facts import MEMBERS, Member, Unknown, members
from demenagement.domain.plan import Plan, Question, Standing, Step
from demenagement.domain.relations import provider_of
from demenagement.domain.slack import aired
from demenagement.domain.standing import Happened, stand
from demenagement.domain.template import StepTemplate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from demenagement.domain.situation import Situation
    from demenagement.domain.words import Words


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What plans are made of: the templates in an order that respects `after`, and each provider's channels."""

    templates: tuple[StepTemplate, ...]
    channels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def make_plan(situation: Situation, catalogue: Catalogue, happened: Mapping[str, Happened] | None = None) -> Plan:
    """The plan of one household on one day. Never raises on a valid dossier."""
    anchors = resolve(situation)
    scope = _scope(situation)
    asked: dict[str, list[str]] = {}
    titles = {template.slug: template.title for template in catalogue.templates}
    steps: list[Step] = []
    for template in catalogue.templates:
        for ident, member in _occasions(template, situation):
            seen = scope if template.each is None else {**scope, template.each: member}
            held = template.when.holds(seen)
            if isinstance(member, Unknown) and held is True:
                held = member
            if isinstance(held, Unknown):
                _ask(asked, held.facts, ident)
            if held is not True:
                continue
            step = Step(
                id=ident,
                template=template,
                subject=_subject(member),
                subject_path=member.path if isinstance(member, Member) else None,
                implied=_implied(template, seen),
                **_relation(template, situation, catalogue, member),  # type: ignore[arg-type] # two texts or None
            )
            step = date_step(step, situation, anchors)
            _ask(asked, step.missing, ident)
            steps.append(step)
    covered = _covered(steps, abroad=scope["leaving_france"] is True)
    steps = aired(stand(covered, situation.today, happened or {}), situation.today)
    questions = sorted(
        (_question(fact, set(decides), titles) for fact, decides in asked.items()),
        key=lambda question: (-len(question.decides), question.fact),
    )
    found = tuple(sorted(steps, key=_order))
    return Plan(
        today=situation.today,
        anchors=anchors,
        steps=found,
        questions=tuple(questions),
        warnings=cautions(situation, anchors, found),
        names=_names(situation),
    )


def _question(fact: str, decides: set[str], titles: Mapping[str, Words]) -> Question:
    slugs = dict.fromkeys(step.partition("/")[0] for step in sorted(decides))
    return Question(fact, tuple(sorted(decides)), tuple(titles[slug] for slug in slugs))


def _scope(situation: Situation) -> dict[str, object]:
    dossier = situation.dossier
    return {
        "move": dossier.move,
        "leaving": dossier.leaving,
        "arriving": dossier.arriving,
        "household": dossier.household,
        "accounts": dossier.accounts,
        "today": situation.today,
        **{name: circumstance(situation) for name, circumstance in CIRCUMSTANCES.items()},
    }


def _occasions(template: StepTemplate, situation: Situation) -> Iterator[tuple[str, Member | Unknown | None]]:
    """Each time the template could be a step: its id, and whom it is for where it is repeated."""
    if not _fits(template, situation):
        return
    if template.each is None:
        yield template.slug, None
        return
    path = f"household.{MEMBERS[template.each]}"
    nouns = getattr(situation.dossier.household, MEMBERS[template.each])
    if nouns is None:
        yield template.slug, Unknown((path,))
        return
    for member in members(path, nouns):
        if template.each != "adult" or getattr(member.noun, "leaves", None) is not False:
            yield f"{template.slug}/{member.path.rpartition('.')[2]}", member


def _implied(template: StepTemplate, scope: Mapping[str, object]) -> Standing | None:
    """What facts alone tell: keys handed back are handed back."""
    for condition, standing in ((template.done_when, Standing.DONE), (template.sent_when, Standing.SENT)):
        if condition is not None and condition.holds(scope) is True:
            return standing
    return None


def _fits(template: StepTemplate, situation: Situation) -> bool:
    """What holds for whole families of steps: abroad, temporary moves, somebody staying behind."""
    dossier = situation.dossier
    if template.side == "leaving" and dossier.leaving.country != "FR":
        return False
    if template.side == "arriving" and dossier.arriving.country != "FR":
        return False
    if dossier.move.kind == "temporary" and not template.temporary:
        return False
    return not (template.closes_home and dossier.move.who == "one-adult")


def _subject(member: Member | Unknown | None) -> str | None:
    if not isinstance(member, Member):
        return None
    if isinstance(member.noun, str):
        return member.noun
    named = getattr(member.noun, "plate", None) or getattr(member.noun, "name", None)
    return str(named) if named else member.path.rpartition(".")[2]


def _names(situation: Situation) -> dict[str, str]:
    found: dict[str, str] = {}
    for plural in MEMBERS.values():
        nouns = getattr(situation.dossier.household, plural) or ()
        found |= {member.path: _subject(member) or "" for member in members(f"household.{plural}", nouns)}
    return found


def _relation(
    template: StepTemplate, situation: Situation, catalogue: Catalogue, member: Member | Unknown | None
) -> dict[str, str | None]:
    provider = provider_of(template, situation.dossier, catalogue.channels, member)
    channels = catalogue.channels.get(provider or "", ())
    return {"provider": provider, "channel": channels[0] if channels else None}


def _covers(template: StepTemplate, *, abroad: bool) -> tuple[str, ...]:
    return template.covers_abroad if abroad and template.covers_abroad is not None else template.covers


def _covered(steps: list[Step], *, abroad: bool) -> list[Step]:
    """Say of each step which grouped step of this plan can do it in one go."""
    by_slug = {slug: step.slug for step in steps for slug in _covers(step.template, abroad=abroad)}
    present = {step.slug for step in steps}
    return [
        replace(
            step,
            covered_by=by_slug.get(step.slug),
            after=tuple(slug for slug in step.template.after if slug in present),
        )
        for step in steps
    ]


def _ask(asked: dict[str, list[str]], facts: Sequence[str], ident: str) -> None:
    for fact in facts:
        asked.setdefault(fact, []).append(ident)


def _order(step: Step) -> tuple[bool, str, str]:
    day = step.act_on
    return (day is None, day.isoformat() if day else "", step.id)
