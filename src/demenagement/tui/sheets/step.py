"""All there is to say of one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.application.telling import air, derivation, human, titled
from demenagement.domain.plan import Standing
from demenagement.tui.safe import line
from demenagement.tui.sheets.rows import QUIET, STYLES, mark
from demenagement.tui.widgets.sheet import DOT, Block, Sheet, heading, listed, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from demenagement.application.journeys import Overview
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook


def whole(step: Step, overview: Overview, manifests: Mapping[str, Manifest], say: Phrasebook) -> Sheet:
    """The step on a page of its own: what it is, then why, then what it takes."""
    return Sheet(*_what(step, say), *_dates(step, overview, say), *_around(step, overview, manifests, say))


def brief(step: Step, overview: Overview, manifests: Mapping[str, Manifest], say: Phrasebook) -> Sheet:
    """The step beside the list: why these dates first, for the list already says what and when."""
    title = paragraph((titled(step, say.lang), "bold"))
    around = (*_what(step, say, gap=True), *_around(step, overview, manifests, say))
    return Sheet(title, standing(step, say), *_why(step, overview, say), *_source(step, say), *around)


def standing(step: Step, say: Phrasebook) -> Block:
    """Where the step is, in words, and its last day."""
    style = STYLES.get(step.standing, QUIET)
    told = [(f"{mark(step, say)} {say(f'app.standing-{step.standing.value}')}", style)]
    if step.due is not None and not step.standing.settled:
        told.append((f", {say(f'cli.until-{step.nature.value}', day=say.long_day(step.due))}", style))
    return paragraph(*told)


def settled_note(step: Step, overview: Overview, say: Phrasebook) -> Iterator[Block]:
    """What the person noted when it was done or left aside."""
    told = [entry for entry in overview.journey.entries if entry.body.get("step") == step.id]
    if told and step.standing in (Standing.DONE, Standing.SKIPPED) and told[-1].body.get("note"):
        yield Block(line((say("app.noted", note=told[-1].body["note"]), QUIET)), 2)


def _what(step: Step, say: Phrasebook, *, gap: bool = False) -> Iterator[Block]:
    template, lang = step.template, say.lang
    if template.what:
        yield paragraph(template.what[lang], gap=gap)
    if template.otherwise:
        yield paragraph((say("agenda.otherwise", text=template.otherwise[lang]), QUIET))


def _dates(step: Step, overview: Overview, say: Phrasebook) -> Iterator[Block]:
    days = [say(f"agenda.{key}", day=say.long_day(day)) for key in ("opens", "ideal") if (day := getattr(step, key))]
    if step.due:
        days.append(say(f"agenda.due-{step.nature.value}", day=say.long_day(step.due)))
    if step.slack is not None:
        days.append(air(step, say).capitalize())
    yield from listed(say("app.dates"), days)
    if reasons := _why(step, overview, say):
        yield heading(say("app.why"))
        yield from reasons
    yield from _source(step, say)


def _why(step: Step, overview: Overview, say: Phrasebook) -> list[Block]:
    return [Block(line(text), indent=2, bullet=DOT) for text in derivation(step, overview.plan, say)]


def _source(step: Step, say: Phrasebook) -> Iterator[Block]:
    template = step.template
    yield paragraph((say(f"app.nature-{step.nature.value}"), QUIET))
    if template.law:
        yield paragraph((say("agenda.law", law=template.law), QUIET))
    yield paragraph((say("agenda.source", source=template.source, day=template.checked_on), QUIET))
    if not step.confidence.may_bind:
        yield paragraph((say(f"app.confidence-{step.confidence.value}"), QUIET))


def _around(step: Step, overview: Overview, manifests: Mapping[str, Manifest], say: Phrasebook) -> Iterator[Block]:
    template, lang, plan = step.template, say.lang, overview.plan
    yield from listed(say("app.needs"), template.needs[lang])
    yield from listed(say("app.asks"), template.asks[lang])
    manifest = manifests.get(step.provider or "")
    note = [manifest.note[lang]] if manifest and manifest.note else []
    yield from listed(say("app.pitfalls"), (*template.pitfalls[lang], *note))
    yield from listed(say("app.proof"), template.proof[lang])
    route = human(step, manifests, lang)
    yield from listed(say("app.human"), [route] if route else [])
    closing = [manifest.closing[lang], manifest.breakdown[lang]] if manifest else []
    yield from listed(say("app.endings"), closing)
    costs = [template.cost[lang]] if template.cost else []
    if template.effort:
        costs.append(say("app.effort", count=template.effort))
    yield from listed(say("app.cost"), costs)
    before = [titled(earlier, lang) for earlier in plan.steps if earlier.slug in step.after]
    yield from listed(say("app.after"), before)
    if covering := plan.step(step.covered_by or ""):
        yield paragraph(say("agenda.covered", title=titled(covering, lang)), gap=True)
