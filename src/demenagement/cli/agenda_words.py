"""The words of the calendar: what each step says to whoever opens it, weeks later, on a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.application.silences import awaited_title
from demenagement.application.telling import human, sentences
from demenagement.domain.deadline import because

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from demenagement.application.journeys import Overview
    from demenagement.domain.awaiting import Expectation
    from demenagement.domain.deadline import Reason
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest
    from demenagement.wording import Phrasebook


class AgendaWords:
    """The sentences of one journey's agenda, in one language."""

    def __init__(self, overview: Overview, manifests: dict[str, Manifest], say: Phrasebook) -> None:
        """`manifests` by slug: whom to reach, and where."""
        self.overview, self.manifests, self.say = overview, manifests, say

    @property
    def name(self) -> str:
        """What the calendar is called."""
        return self._between("name")

    @property
    def moving_day(self) -> tuple[str, str]:
        """The title and the notes of the moving day."""
        return self._between("moving-day"), self.say("agenda.moving-day-notes")

    def describe(self, step: Step) -> tuple[str, str]:
        """The title of a step, and its notes: the days first, for a small screen shows two lines."""
        lines = (*self._days(step), "", *self._task(step), "", *self._around(step))
        return self._title(step), "\n".join(lines)

    def tags(self, step: Step) -> tuple[str, ...]:
        """What it is about and, where there is a last day, whom that binds."""
        category = step.template.category
        key = f"agenda.category.{category}"
        about = self.say(key) if self.say.has(key) else category
        return (about, self.say(f"agenda.tag.{step.nature.value}")) if step.due else (about,)

    def link(self, step: Step) -> str:
        """The page of its provider where it is done, else its home page."""
        manifest = self.manifests.get(step.provider or "")
        return (manifest.portal or manifest.homepage or "") if manifest else ""

    def arrival(self, awaited: Expectation) -> tuple[str, str]:
        """What must come, then where, what to do before, and what to do when it does not come."""
        say, post = self.say, awaited.post
        lines = [post.what[say.lang], say("agenda.otherwise", text=post.late[say.lang])] if post else []
        if post is None:
            lines.append(say("following.means.receipt-missing-notes"))
        lines += [say("following.first", title=self._title(step)) for step in awaited.unready]
        if awaited.lost_on:
            lines.append(say("following.lost-on", day=awaited.lost_on))
        return awaited_title(awaited, say), "\n".join(lines)

    def _between(self, key: str) -> str:
        """The two towns, unless they are unknown or the new one is a secret: calendars are often shared."""
        dossier = self.overview.dossier
        shown = (dossier.leaving.city or dossier.arriving.city) and not dossier.household.protected
        return self.say(f"agenda.{key}" if shown else f"agenda.{key}-discreet", title=self.overview.journey.title)

    def _title(self, step: Step) -> str:
        title = step.template.title[self.say.lang]
        return self.say("agenda.of", title=title, subject=step.subject) if step.subject else title

    def _days(self, step: Step) -> Iterator[str]:
        if step.due:
            yield self.say(f"agenda.due-{step.nature.value}", day=self.say.long_day(step.due))
        if step.ideal:
            yield self.say("agenda.ideal", day=self.say.long_day(step.ideal))
        if step.opens:
            yield self.say("agenda.opens", day=self.say.long_day(step.opens))

    def _task(self, step: Step) -> Iterator[str]:
        template, lang = step.template, self.say.lang
        if template.what:
            yield template.what[lang]
        if template.otherwise:
            yield self.say("agenda.otherwise", text=template.otherwise[lang])
        yield from self._listed("needs", template.needs[lang])
        yield from self._listed("why", sentences(tuple(map(self._named, step.why)), self.say))

    def _around(self, step: Step) -> Iterator[str]:
        say, template, plan = self.say, step.template, self.overview.plan
        if route := human(step, self.manifests, say.lang):
            yield say("agenda.human", text=route)
        for earlier in plan.steps:
            if earlier.slug in step.after:
                yield say("agenda.after", title=self._title(earlier))
        if covering := plan.step(step.covered_by or ""):
            yield say("agenda.covered", title=self._title(covering))
        if template.law:
            yield say("agenda.law", law=template.law)
        yield say("agenda.source", source=template.source, day=template.checked_on)

    def _listed(self, key: str, lines: Sequence[str]) -> Iterator[str]:
        if lines:
            yield f"\n{self.say(f'agenda.{key}')}"
            yield from (self.say("agenda.line", text=text) for text in lines)

    def _named(self, reason: Reason) -> Reason:
        """The reason with a step's title where it names one by its id."""
        details = dict(reason.details)
        step = self.overview.plan.step(str(details.get("step", "")))
        return because(reason.code, **{**details, "step": self._title(step)}) if step else reason
