"""From facts to a dated plan: a pure function of the situation, the templates and what already happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from demenagement.domain.anchors import resolve
from demenagement.domain.asked import Asked
from demenagement.domain.cautions import cautions
from demenagement.domain.circumstances import CIRCUMSTANCES
from demenagement.domain.company import Company
from demenagement.domain.dating import datings
from demenagement.domain.facts import Unknown
from demenagement.domain.plan import Plan, Standing, Step
from demenagement.domain.records import from_fields
from demenagement.domain.relations import counterpart
from demenagement.domain.roster import called, names, roster, views
from demenagement.domain.slack import air
from demenagement.domain.standing import Happened, Standings
from demenagement.domain.template import StepTemplate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demenagement.domain.deadline import Anchor
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.roster import Roster
    from demenagement.domain.situation import Situation
    from demenagement.domain.standing import Placed


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What plans are made of: the templates in an order that respects `after`, and whom they may go to.

    `channels` are those of each provider; `companies` are the names people know, by each spelling.
    """

    templates: tuple[StepTemplate, ...]
    channels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    companies: Mapping[str, Company] = field(default_factory=dict)


_step = from_fields(Step)


def make_plan(situation: Situation, catalogue: Catalogue, happened: Mapping[str, Happened] | None = None) -> Plan:
    """The plan of one household on one day. Never raises on a valid dossier."""
    anchors, known = resolve(situation), roster(situation.dossier.household)
    placed, asked = _placed(situation, catalogue, happened or {}, anchors, known)
    steps = _steps(placed, air(placed, situation.today), situation.dossier, catalogue)
    return Plan(
        today=situation.today,
        anchors=anchors,
        steps=steps,
        questions=asked.questions(),
        warnings=cautions(situation, anchors, steps, catalogue.companies),
        names=names(known),
    )


def _placed(
    situation: Situation,
    catalogue: Catalogue,
    happened: Mapping[str, Happened],
    anchors: Mapping[str, Anchor],
    known: Roster,
) -> tuple[list[Placed], Asked]:
    """What is a step for sure, with its dates and its standing; and what hangs on each fact that nobody told."""
    seen, dating = views(_scope(situation, known), known), datings(situation, anchors)
    standings, asked = Standings(situation.today, happened), Asked()
    found: list[Placed] = []
    for template in _fitting(catalogue.templates, situation.dossier):
        dates = None
        for suffix, member, scope in seen[template.each]:
            held = template.when.holds(scope)
            if held is False:
                continue
            ident = template.slug + suffix
            if isinstance(held, Unknown):
                asked.ask(held.facts, ident, template.title)
            elif isinstance(member, Unknown):
                asked.ask(member.facts, ident, template.title)
            else:
                dates = dates or dating[template.side].dates(template)
                if dates.missing:
                    asked.ask(dates.missing, ident, template.title)
                implied = _implied(template, scope) if template.done_when or template.sent_when else None
                written = template
                if template.ends_when is not None and template.ends_when.holds(scope) is True:
                    written = replace(template, letter="termination")
                found.append(standings.place(ident, written, dates, member, implied))
    return found, asked


def _scope(situation: Situation, known: Roster) -> dict[str, object]:
    dossier = situation.dossier
    return {
        "move": dossier.move,
        "leaving": dossier.leaving,
        "arriving": dossier.arriving,
        "household": dossier.household,
        "accounts": dossier.accounts,
        "today": situation.today,
        **known,
        **{name: circumstance(situation) for name, circumstance in CIRCUMSTANCES.items()},
    }


def _fitting(templates: Sequence[StepTemplate], dossier: Dossier) -> list[StepTemplate]:
    """What holds for whole families of steps: abroad, temporary moves, somebody staying behind."""
    homes = {"leaving": dossier.leaving, "arriving": dossier.arriving}
    abroad = {side for side, home in homes.items() if home.country != "FR"}
    temporary, stays = dossier.move.kind == "temporary", dossier.move.who == "one-adult"
    return [
        template
        for template in templates
        if template.side not in abroad
        and (template.temporary or not temporary)
        and not (template.closes_home and stays)
    ]


def _implied(template: StepTemplate, scope: Mapping[str, object]) -> Standing | None:
    """What facts alone tell: keys handed back are handed back."""
    if template.done_when is not None and template.done_when.holds(scope) is True:
        return Standing.DONE
    if template.sent_when is not None and template.sent_when.holds(scope) is True:
        return Standing.SENT
    return None


def _steps(
    placed: Sequence[Placed], slacks: Sequence[int | None], dossier: Dossier, catalogue: Catalogue
) -> tuple[Step, ...]:
    """The steps in the order in which to act."""
    present = {step.template.slug for step in placed}
    grouped = _grouped(placed, abroad=dossier.arriving.country != "FR")
    found = []
    for (ident, template, member, dates, implied, standing, submission), slack in zip(placed, slacks, strict=True):
        subject, path = (called(member), member.path) if member else (None, None)
        after = tuple(filter(present.__contains__, template.after)) if template.after else ()
        provider, own = counterpart(template, dossier, catalogue.channels, catalogue.companies, subject)
        ways = catalogue.channels.get(provider) if provider else None
        told = ident, template, subject, path, implied, standing, submission, after
        goes = grouped.get(template.slug), slack, provider, ways[0] if ways else None, own
        found.append(_step(told + goes + dates))
    return tuple(sorted(found, key=_order))


def _grouped(placed: Sequence[Placed], *, abroad: bool) -> dict[str, str]:
    """By slug: the step of this plan that can do it in one go."""
    grouping = [step.template for step in placed if step.template.covers or step.template.covers_abroad]
    return {slug: template.slug for template in grouping for slug in _covers(template, abroad=abroad)}


def _covers(template: StepTemplate, *, abroad: bool) -> tuple[str, ...]:
    return template.covers_abroad if abroad and template.covers_abroad is not None else template.covers


def _order(step: Step) -> tuple[date, str]:
    return step.act_on or date.max, step.id
