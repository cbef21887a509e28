"""Weighing: `load` says which weeks are too much, `compare` lays two ways to move side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.application.telling import titled
from demenagement.bootstrap import Product
from demenagement.cli.called_off import remind
from demenagement.cli.difference import difference_document, print_difference
from demenagement.cli.document import euros
from demenagement.cli.facts import read_changes
from demenagement.cli.printing import columns, line, print_json, words
from demenagement.domain.alternatives import way
from demenagement.domain.load import Load
from demenagement.domain.replanning import compare as differences

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from demenagement.application.journeys import Overview
    from demenagement.domain.alternatives import Way
    from demenagement.domain.load import Relief, Week
    from demenagement.wording import Phrasebook

_BLOCK, _MINUTES_A_BLOCK = "█", 30


def load(arguments: Namespace) -> int:
    """Week by week, who has how much to do, and what could go to a lighter week."""
    product, say = Product.of(arguments), words(arguments)
    overview = product.journeys.look(arguments.id, arguments.today)
    told = Load(overview.plan, overview.people(), arguments.hours * 60)
    weeks, relief = told.weeks(), told.relief()
    if arguments.json:
        print_json(
            {
                "version": 1,
                "cap": round(told.cap),
                "weeks": [_week_document(week, told.cap) for week in weeks],
                "relief": [{"step": each.step.id, "monday": each.monday.isoformat()} for each in relief],
            }
        )
        return 0
    remind(overview, say)
    if not weeks:
        line(say("weighing.nothing-left"))
    for week in weeks:
        _print_week(week, told.cap, overview, say)
    for each in relief:
        _print_relief(each, say)
    return 0


def _week_document(week: Week, cap: float) -> dict[str, Any]:
    return {
        "monday": week.monday.isoformat(),
        "minutes": {person or "household": round(minutes) for person, minutes in week.minutes.items()},
        "over": week.over(cap),
        "steps": [step.id for step in week.steps],
    }


def _print_week(week: Week, cap: float, overview: Overview, say: Phrasebook) -> None:
    names = {path.rpartition(".")[2]: name for path, name in overview.plan.names.items() if ".adults." in path}
    count = len(week.steps)
    line(say("weighing.week-over" if week.over(cap) else "weighing.week", day=say.day(week.monday), count=count))
    for person, minutes in week.minutes.items():
        name = names.get(person, person) or say("weighing.household")
        bar = _BLOCK * round(minutes / _MINUTES_A_BLOCK)
        line(say("weighing.person", name=name, hours=duration(minutes, say), bar=bar), 2)


def duration(minutes: float, say: Phrasebook) -> str:
    """Hours and minutes, to five minutes."""
    rounded = 5 * round(minutes / 5)
    return say("weighing.duration", hours=rounded // 60, minutes=f"{rounded % 60:02}")


def _print_relief(each: Relief, say: Phrasebook) -> None:
    line(say("weighing.relief", step=titled(each.step, say.lang), day=say.day(each.monday)))


def compare(arguments: Namespace) -> int:
    """Two ways to move side by side, nothing written: two sets of facts, or one beside how things stand."""
    product, say = Product.of(arguments), words(arguments)
    wanted = [arguments.facts, arguments.other] if arguments.other else [[], arguments.facts]
    sides = [product.changing.propose(arguments.id, read_changes(texts, product), arguments.today) for texts in wanted]
    names = [", ".join(texts) or say("weighing.as-it-stands") for texts in wanted]
    left, right = (side.after for side in sides)
    figures = [way(overview.plan, overview.people()) for overview in (left, right)]
    between = differences(left.plan, right.plan, {})
    if arguments.json:
        ways = [{"facts": name, **_way_document(each)} for name, each in zip(names, figures, strict=True)]
        print_json({"version": 1, "ways": ways, "difference": difference_document(between)})
        return 0
    columns("", *names)
    for (label, first), (_, second) in zip(_rows(figures[0], say), _rows(figures[1], say), strict=True):
        columns(label, first, second)
    print_difference(between, left, right, say, whole=arguments.all)
    return 0


def _way_document(each: Way) -> dict[str, Any]:
    return {
        "anchors": {name: day.isoformat() if day else None for name, day in each.anchors.items()},
        "steps": each.steps,
        "late": list(each.late),
        "questions": each.asked,
        "overlap_rent": euros(each.overlap),
        "last_rent": euros(each.last_rent),
        "heaviest_week": _heaviest(each.heaviest),
    }


def _heaviest(week: Week | None) -> dict[str, Any] | None:
    if week is None:
        return None
    return {"monday": week.monday.isoformat(), "minutes": round(max(week.minutes.values(), default=0))}


def _rows(each: Way, say: Phrasebook) -> Iterator[tuple[str, str]]:
    for name, day in each.anchors.items():
        yield say(f"anchor.{name}"), say.day(day) if day else say("cli.undated")
    for key, amount in (("overlap", each.overlap), ("last-rent", each.last_rent)):
        yield say(f"weighing.{key}"), say("change.no-sum") if amount is None else say.euros(amount)
    for key, count in (("steps", each.steps), ("late", len(each.late)), ("asked", each.asked)):
        yield say(f"weighing.{key}"), str(count)
    heaviest = max(each.heaviest.minutes.values(), default=0) if each.heaviest else 0
    yield say("weighing.heaviest"), duration(heaviest, say)
