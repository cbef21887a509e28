"""The six verbs: whatever a step's provider is asked, there is something to send, to read out, or to run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from demenagement.application.disclosure import facts_told, incomplete, named
from demenagement.application.drafting import Drafting
from demenagement.application.journeys import Journeys
from demenagement.application.ports import Scripts
from demenagement.domain.corrected import corrected
from demenagement.domain.plan import Step
from demenagement.domain.provider import Channel, Manifest
from demenagement.domain.told import PREFIX, as_facts
from demenagement.domain.verb import ABILITIES, Means, Reply, Verb, complaints, is_the_step, letter_for
from demenagement.errors import DossierIncomplete, NotAllowed, NotTold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demenagement.application.journeys import Overview
    from demenagement.domain.draft import Draft

_BY_MACHINE = (Channel.API, Channel.PREFILL)
_WRITTEN_FIRST = (Channel.LETTER, Channel.EMAIL, Channel.PORTAL, Channel.PHONE, Channel.COUNTER)
_COMMANDS = {Verb.STATUS: "track"}
"""The commands that do a verb and nothing more: `cancel` takes the whole move back, which nobody asked."""
_POSTAL_PARTS = ("street", "complement", "postcode", "city")
_NOTHING_TOLD: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A verb for a step, and the letter it is written as, where it is one; `by_letter` when one was asked for."""

    step: Step
    manifest: Manifest
    verb: Verb
    letter: str | None
    by_letter: bool

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The ways by which a person may ask; whoever only carries for others is asked on its own site."""
        if self.manifest.carries is not None:
            return (Channel.PORTAL,)
        return tuple(each for each in self.manifest.channels if each not in _BY_MACHINE) or (Channel.PORTAL,)

    def way(self, wanted: Channel | None) -> Channel | None:
        """The way that was asked for; a letter that was asked for is one, to whatever address the person knows.

        Raises NotAllowed for a way that is none.
        """
        if self.letter == "mediator" or (self.by_letter and wanted is not Channel.EMAIL):
            return Channel.LETTER
        if wanted is not None and wanted not in self.channels:
            raise NotAllowed("no-such-channel", step=self.step.id, channels=self.channels)
        return wanted


@dataclass(frozen=True, slots=True)
class Verbs:
    """Answers each verb for a step. Nothing is stored, and nothing leaves: the person reads, prints or calls."""

    journeys: Journeys
    drafting: Drafting
    scripts: Scripts

    def reply(
        self,
        overview: Overview,
        name: str,
        verb: Verb,
        day: date,
        *,
        channel: Channel | None = None,
        letter: str | None = None,
        told: Mapping[str, str] = _NOTHING_TOLD,
    ) -> Reply:
        """What answers a verb; `letter` chooses among the complaints, `told` is what only this letter needs.

        Raises NotFound, NotAllowed, DossierIncomplete, and NotTold with all that the letter still needs to be told.
        """
        step = overview.step(name)
        manifest = self.drafting.counterpart(step)
        if letter is not None and (verb is not Verb.COMPLAIN or letter not in complaints(step.template)):
            raise NotAllowed("no-such-letter", step=step.id, named=complaints(step.template))
        if letter is None and is_the_step(verb, step.template) and manifest.carries is None:
            draft, spoken = self.drafting.draft(overview, step, day, channel=channel), False
        else:
            written = letter or letter_for(verb, step.template, manifest)
            if verb is Verb.TRANSFER and _hidden(overview, step):
                written = None  # such a letter shows the new address
            asked = _Asked(step, manifest, verb, written, by_letter=letter is not None)
            draft = self._draft(overview, asked, channel, {**as_facts(told), "today": day})
            spoken = written is None or draft.channel not in (Channel.LETTER, Channel.EMAIL)
        command = self._command(overview, step, verb, draft)
        means = Means.MACHINE if command else Means.SCRIPT if spoken else Means.DRAFT
        movers = [each for each in overview.dossier.household.adults or () if each.leaves is not False]
        count = 1 if step.template.each == "adult" and step.subject_path else len(movers) or 1
        script = self.scripts.script(manifest, step, verb, count)
        return Reply(verb=verb, means=means, draft=draft, script=script, spoken=spoken, command=command)

    def _draft(self, overview: Overview, asked: _Asked, channel: Channel | None, told: Mapping[str, object]) -> Draft:
        step, manifest = asked.step, asked.manifest
        way = asked.way(channel) or self._open_way(overview, asked)
        facts = self.drafting.facts(overview, step, manifest, way)
        facts = {**self._sender(overview, step), **facts, **self._case(overview, step, manifest), **told}
        if asked.verb is Verb.AMEND:
            facts["case.changed"] = self._changed(overview, step, manifest, way)
        about = step._replace(template=replace(step.template, letter=asked.letter))
        try:
            draft = self.scripts.composer(manifest, way, asked.verb, asked.letter).draft(about, facts)
        except DossierIncomplete as fault:
            untold = tuple(path.removeprefix(PREFIX) for path in fault.missing if path.startswith(PREFIX))
            if not untold:
                raise incomplete(overview.dossier, step, manifest, fault.missing) from None
            raise NotTold(step.id, untold) from None
        own = step.own
        return replace(draft, recipient=draft.recipient or own or manifest.name.fr)

    def _open_way(self, overview: Overview, asked: _Asked) -> Channel:
        """The first way that is open to this household: a complaint is written where it can be."""
        channels = asked.channels
        if asked.verb is Verb.COMPLAIN:
            channels = tuple(each for each in _WRITTEN_FIRST if each in channels)
        ladder = replace(asked.manifest, channels=channels)
        return self.drafting.route(overview.dossier, asked.step, ladder, by_hand=True).channel

    def _sender(self, overview: Overview, step: Step) -> dict[str, object]:
        """Where the person writes from: every letter shows it, whatever else its recipient may be told."""
        dossier = overview.dossier
        homes = (
            {"leaving": dossier.leaving}
            if _hidden(overview, step)
            else {"leaving": dossier.leaving, "arriving": dossier.arriving}
        )
        found = {f"{side}.{part}": getattr(home, part) for side, home in homes.items() for part in _POSTAL_PARTS} | {
            "household.adults": named(dossier.household.adults or ()) or None,
            "move.day": dossier.move.day,
        }
        return {path: value for path, value in found.items() if value is not None}

    def _case(self, overview: Overview, step: Step, manifest: Manifest) -> dict[str, object]:
        """What the writer has to know of the request, and of whom it was made to; nothing of it is asked."""
        home = overview.dossier.arriving if step.template.side == "arriving" else overview.dossier.leaving
        generic = manifest.slug == manifest.kind
        # What a name is for stands behind a dash: « La Poste – réexpédition du courrier ».
        company = step.own if generic else manifest.name.fr.partition(" – ")[0]
        found: dict[str, object] = {
            "case.company": company,
            "case.tenant": home.tenure == "tenant" or None,
            "keys.in": overview.plan.anchors["keys.in"].day,
        }
        submission = overview.journey.submission_of(step.id)
        if submission is not None and submission.receipt is not None and not submission.receipt.yours:
            sent = [
                each for each in overview.journey.entries if each.kind == "sent" and each.body["key"] == submission.key
            ]
            found["case.sent"] = datetime.fromisoformat(sent[-1].at).date()
            if submission.draft["channel"] in _BY_MACHINE:
                found["case.reference"] = submission.receipt.reference
        return {path: value for path, value in found.items() if value is not None}

    def _changed(self, overview: Overview, step: Step, manifest: Manifest, way: Channel) -> tuple[str, ...]:
        """The facts that its provider was told otherwise; none where nothing was told, or nothing is different."""
        earlier = corrected(overview.journey, step.id)
        if earlier is None or earlier.facts is None:
            return ()
        before = self.journeys.overview(replace(overview.journey, facts=earlier.facts), overview.plan.today)
        then, now = (facts_told(each.dossier, step, manifest, way) for each in (before, overview))
        return tuple(path for path in dict.fromkeys((*now, *then)) if now.get(path) != then.get(path))

    def _command(self, overview: Overview, step: Step, verb: Verb, draft: Draft) -> str | None:
        """The program's own command, where whoever carries the request is able to do it."""
        ident = overview.journey.id
        if is_the_step(verb, step.template):
            return f"demenagement send {ident} {step.id}" if draft.carrier else None
        submission, command = overview.journey.submission_of(step.id), _COMMANDS.get(verb)
        carrier = self.drafting.providers.manifests.get(submission.carrier or "") if submission else None
        able = carrier is not None and ABILITIES.get(verb) in carrier.abilities
        return f"demenagement {command} {ident}" if able and command else None


def _hidden(overview: Overview, step: Step) -> bool:
    """Whether the step's counterpart must not learn the new address."""
    return overview.dossier.household.protected is True and step.template.side == "leaving"
