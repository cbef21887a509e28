"""The rows of the lists: journeys, and steps by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demenagement.application.telling import titled
from demenagement.domain.calling_off import off_since
from demenagement.domain.plan import Standing
from demenagement.domain.submission import State
from demenagement.tui.safe import line
from demenagement.tui.widgets.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from textual.content import Content

    from demenagement.application.journeys import Overview
    from demenagement.domain.plan import Plan, Step
    from demenagement.domain.submission import Submission
    from demenagement.wording import Phrasebook

STYLES = {
    Standing.LATE: "bold $error",
    Standing.OPEN: "$foreground",
    Standing.SENT: "$secondary",
    Standing.DONE: "$success",
}
"""Colours that repeat what the marks say."""

QUIET = "$quiet"
VIEWS = ("all", "now", "late")
_NOW = (Standing.LATE, Standing.OPEN)


def top_row(left: str, say: Phrasebook, today: date) -> Row:
    """The first line of a page: where one is, and the day."""
    return Row((line((left, "bold")), line((say.long_day(today), QUIET))))


def counts(plan: Plan, say: Phrasebook) -> list[str]:
    """How many steps are late, and how many to do."""
    late = sum(step.standing is Standing.LATE for step in plan.steps)
    todo = sum(step.standing is Standing.OPEN for step in plan.steps)
    told = [say("app.count-late", count=late)] if late else []
    return [*told, say("app.count-open", count=todo) if todo else say("app.count-none")]


def progress(plan: Plan, say: Phrasebook) -> str:
    """How many steps are settled, of all."""
    return say("app.count-settled", count=sum(step.standing.settled for step in plan.steps), total=len(plan.steps))


BLANK = Row((line(), line()))
"""A row apart."""


def hints(plan: Plan, say: Phrasebook) -> list[str]:
    """What else there is to read, and by which key."""
    told = [say("app.hint-warnings", count=len(plan.warnings))] if plan.warnings else []
    return [*told, say("app.hint-questions", count=len(plan.questions))] if plan.questions else told


def journey_row(row: dict[str, Any], overview: Overview | None, say: Phrasebook) -> Row:
    """One journey: what it is called, how it stands, what comes next."""
    title = line((str(row.get("title") or row["id"]), "bold"))
    ident = line((str(row["id"]), QUIET))
    if row.get("trouble"):
        return Row((title, line((say("app.journey-trouble"), "bold $error"))), (line(), ident))
    if overview is None:
        return Row((title, line()), (line(("…", QUIET)), ident))
    if (day := off_since(overview.journey)) is not None:
        return Row((title, line((say("app.called-off", day=day), QUIET))), (line(), ident))
    late, *others = counts(overview.plan, say)
    style = "bold $error" if any(step.standing is Standing.LATE for step in overview.plan.steps) else QUIET
    following = overview.next_step()
    what = say("app.next", title=titled(following, say.lang)) if following else say("app.next-none")
    told = line((late, style), *((f" · {other}", QUIET) for other in others))
    return Row((title, told), (line((what, QUIET)), ident))


def moving_day(plan: Plan, say: Phrasebook) -> str:
    """The day everything counts from, and how far away it is."""
    anchor = plan.anchors.get("move.day")
    if anchor is None or anchor.day is None:
        return say("app.moving-unknown")
    away = (anchor.day - plan.today).days
    key = "today" if away == 0 else "ahead" if away > 0 else "behind"
    return say(f"app.moving-{key}", day=say.long_day(anchor.day), count=abs(away))


def shown(plan: Plan, view: str) -> list[Step]:
    """The steps of a view."""
    wanted = {"all": tuple(Standing), "now": _NOW, "late": (Standing.LATE,)}[view]
    return [step for step in plan.steps if step.standing in wanted]


def step_rows(steps: Sequence[Step], overview: Overview, say: Phrasebook) -> Iterator[tuple[Row, str | None]]:
    """The steps under the name of their month; a month has no id."""
    latest = {each.step: each for each in overview.journey.submissions().values() if each.state is not State.CANCELLED}
    before = None
    for step in steps:
        month = _month(step, say)
        if month != before:
            yield Row((line((month.upper(), "bold $primary")), line())), None
            before = month
        yours = not step.standing.settled and waits_for_person(latest.get(step.id))
        flag = line((f"{say('app.yours')} ", "bold $accent")) if yours else line()
        yield Row((_what(step, say), line(flag, _last_day(step, overview.plan.today, say)))), step.id


def _month(step: Step, say: Phrasebook) -> str:
    day = step.act_on
    return say("cli.undated") if day is None else say.day(day.replace(day=1)).split(" ", 1)[1]


def _what(step: Step, say: Phrasebook) -> Content:
    style = STYLES.get(step.standing, QUIET)
    day = say.short_day(step.act_on) if step.act_on else ""
    title = titled(step, say.lang)
    settled = QUIET if step.standing.settled or step.standing not in _NOW else ""
    return line((f"{mark(step, say)} ", style), (f"{day:<12}", QUIET), (title, settled))


def _last_day(step: Step, today: date, say: Phrasebook) -> Content:
    if step.due is None:
        return line()
    day = f"{step.due:%d/%m}" if step.due.year in (today.year, (step.act_on or today).year) else f"{step.due:%d/%m/%y}"
    style = "bold $error" if step.standing is Standing.LATE else QUIET
    return line((day, style), (f" {say(f'app.by-{step.nature.value}'):<8}", style))


def waits_for_person(submission: Submission | None) -> bool:
    """Whether the next move is the person's: what was prepared has to be posted, claimed or carried."""
    if submission is None:
        return False
    return submission.yours or (submission.state is State.APPROVED and submission.carrier is None)


def mark(step: Step, say: Phrasebook) -> str:
    """The sign of a standing, the same as on the command line."""
    return say(f"mark.{step.standing.value}")
