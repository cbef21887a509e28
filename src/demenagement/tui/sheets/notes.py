"""What is noted on a page after something was done."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from demenagement.application.silences import silence_lines
from demenagement.application.telling import titled
from demenagement.tui.faults import words
from demenagement.tui.messages import Note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from demenagement.application.agenda import Report
    from demenagement.application.following import News
    from demenagement.application.journeys import Overview
    from demenagement.application.submissions import Sent
    from demenagement.tui.desk import Desk
    from demenagement.wording import Phrasebook


def trouble(fault: BaseException, desk: Desk, overview: Overview | None) -> Note:
    """What went wrong, and what to do."""
    return Note("trouble", words(fault, desk, overview))


def exported(report: Report, path: Path, say: Phrasebook) -> Note:
    """What a calendar told, and where it lies."""
    told = [say(f"app.exported-{name}", count=count) for name, count in asdict(report).items() if count]
    return Note("good", (say("app.exported", path=path), f"{', '.join(told)}.", say("app.exported-how")))


def heard(news: tuple[News, ...], desk: Desk, overview: Overview | None) -> Note:
    """The answers of those who were asked."""
    lines = tuple(line for each in news for line in _heard(each, desk, overview))
    return Note("trouble" if any(each.fault for each in news) else "good", lines or (desk.say("following.nothing"),))


def _heard(news: News, desk: Desk, overview: Overview | None) -> Iterator[str]:
    say = desk.say
    step = overview.plan.step(news.step) if overview else None
    title = titled(step, say.lang) if step else news.step
    if news.state is not None:
        yield say("app.news", title=title, state=news.state.value)
    if news.detail:
        yield say("app.detail", text=news.detail)
    for path in news.proofs:
        yield say("app.file", path=path)
    if news.silence is not None and overview is not None:
        yield from silence_lines(news.silence, overview, desk.manifests, say, commands=False)
    elif news.silent_until is not None:
        yield say("following.silent", day=news.silent_until)
    if news.fault is not None:
        yield from words(news.fault, desk, overview)


def first(sent: Sent, title: str, say: Phrasebook) -> Note | None:
    """What became of the earlier one that this one puts right."""
    if sent.first is None:
        return None
    return Note("good", (say(f"sending.first-{'gone' if sent.first.end.undone else 'stays'}", step=title),))


def told(sent: Sent, title: str, say: Phrasebook) -> str:
    """One sentence for whoever is on another page by now."""
    if sent.fault is not None:
        return say("app.toast-failed", title=title)
    by_hand = sent.submission is None or sent.submission.carrier is None or sent.submission.yours
    return say("app.toast-yours" if by_hand else "app.toast-sent", title=title)
