"""From a step to the draft of what would leave: the best way its provider listens, and only the facts it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from demenagement.application import electronic
from demenagement.application.disclosure import account_of, facts_told, incomplete, sender_told
from demenagement.application.offices import KnownOffices, no_offices, office_of
from demenagement.application.ports import Providers
from demenagement.domain.offices import only_address
from demenagement.domain.provider import Channel
from demenagement.errors import DossierIncomplete, NotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from demenagement.application.journeys import Overview
    from demenagement.domain.dossier import Dossier
    from demenagement.domain.draft import Draft, Earlier
    from demenagement.domain.offices import PublicOffice
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest


@dataclass(frozen=True, slots=True)
class Route:
    """The way chosen: the channel and, where the program can transmit, the carrier."""

    channel: Channel
    carrier: str | None = None


@dataclass(frozen=True, slots=True)
class Drafting:
    """Chooses the way and has the draft written; `offices` tells what is known of the offices of public bodies."""

    providers: Providers
    offices: KnownOffices = no_offices

    def draft(
        self,
        overview: Overview,
        step: Step,
        day: date,
        *,
        channel: Channel | None = None,
        by_hand: bool = False,
        earlier: Earlier | None = None,
        corrects: date | None = None,
    ) -> Draft:
        """Word for word what would leave for that step, were it approved on `day`; by `channel` where one is wanted.

        `by_hand` when the person takes it along, whatever account is set up; `earlier` is the message it chases;
        `corrects` the day on which was told what it puts right.

        Raises NotAllowed where nobody has to be told, or the provider does not listen that way or did not agree to,
        DossierIncomplete where a fact is missing.
        """
        manifest = self.counterpart(step)
        channels = tuple(each for each in manifest.channels if each is not Channel.PREFILL or step.template.prefillable)
        if channel is None:
            route = self.route(overview.dossier, step, manifest, by_hand=by_hand)
        elif channel in channels:
            route = Route(channel, None if by_hand else self._carrier(overview.dossier, step, manifest, channel))
        else:
            raise NotAllowed("no-such-channel", step=step.id, channels=channels)
        electronic.check(overview.dossier, step, manifest, route.channel)
        facts = self.facts(overview, step, manifest, route.channel)
        if route.channel is Channel.PREFILL and route.carrier is not None:
            # Which of the town's own forms to fill in: the carrier knows it by the reference the person gave.
            facts[f"accounts.{route.carrier}.reference"] = overview.dossier.accounts[route.carrier].reference
        if corrects is not None:
            facts["corrects"] = corrects  # for whoever writes
        draft = self._written(overview.dossier, step, manifest, route.channel, {**facts, "today": day})
        # What is handed over against a signature is nothing that a carrier of registered letters posts.
        handed = route.channel is Channel.LETTER and draft.letter is not None and not draft.letter.registered
        carrier = None if handed else route.carrier
        draft = replace(
            draft, carrier=carrier, recipient=draft.recipient or step.own or manifest.name.fr, corrects=corrects
        )
        return draft if earlier is None else self.providers.recall(draft, earlier)

    def counterpart(self, step: Step) -> Manifest:
        """The provider of a step. Raises NotAllowed where nobody has to be told."""
        manifest = self.providers.manifests.get(step.provider or "")
        if manifest is None:
            raise NotAllowed("no-counterpart", step=step.id)
        return manifest

    def facts(self, overview: Overview, step: Step, manifest: Manifest, channel: Channel) -> dict[str, object]:
        """What the provider may be told that way, and what only the writer has to know."""
        facts = facts_told(overview.dossier, step, manifest, channel)
        # The day of the keys as the plan has it, for whatever ends on that day.
        facts |= {name: overview.plan.anchors[name].day for name in ("keys.out",) if overview.plan.anchors[name].day}
        if overview.dossier.household.protected:
            facts["household.protected"] = True  # for whoever writes: it is told to nobody
        if step.template.letter == "lease-notice" and overview.dossier.leaving.notice_ground == "rsa-aah":
            # For whoever writes: the ground is in the letter, and nothing of any other benefit is.
            facts["household.benefits"] = overview.dossier.household.benefits
        if channel in (Channel.LETTER, Channel.ELECTRONIC):
            facts |= sender_told(overview.dossier, step)
        if offices := self._offices(overview.dossier, step):
            facts["offices"] = offices  # for whoever writes, too: where the counterpart itself is found
        return facts

    def _written(
        self, dossier: Dossier, step: Step, manifest: Manifest, channel: Channel, facts: dict[str, object]
    ) -> Draft:
        """The draft. Raises DossierIncomplete: what a company is known by is asked for under its own name."""
        missing = tuple(path for path in manifest.requires if path not in facts)
        if not missing:
            try:
                return self.providers.composer(manifest, channel).draft(step, facts)
            except DossierIncomplete as fault:
                missing = fault.missing
        raise incomplete(dossier, step, manifest, missing)

    def route(self, dossier: Dossier, step: Step, manifest: Manifest, *, by_hand: bool = False) -> Route:
        """The first way of the provider's ladder that is open to this household.

        An electronic registered letter is a choice: nobody is sent one because no other way was open.
        """
        if Channel.ELECTRONIC in manifest.channels and electronic.chosen(dossier, step):
            carrier = None if by_hand else self._carrier(dossier, step, manifest, Channel.ELECTRONIC)
            return Route(Channel.ELECTRONIC, carrier)
        last = [each for each in manifest.channels if each is not Channel.ELECTRONIC] or manifest.channels
        return next(self.routes(dossier, step, manifest, by_hand=by_hand), Route(last[-1]))

    def routes(self, dossier: Dossier, step: Step, manifest: Manifest, *, by_hand: bool = False) -> Iterator[Route]:
        """The ways of the provider's ladder that are open to this household; none that has to be chosen."""
        for channel in manifest.channels:
            if channel is Channel.ELECTRONIC:
                continue
            if channel is Channel.PREFILL and not step.template.prefillable:
                continue
            if channel is Channel.PORTAL and self._watched(dossier, step, manifest):
                continue
            carrier = None if by_hand else self._carrier(dossier, step, manifest, channel)
            if carrier is not None or self._by_hand(dossier, step, manifest, channel):
                yield Route(channel, carrier)

    def _watched(self, dossier: Dossier, step: Step, manifest: Manifest) -> bool:
        """Whether what the site sends comes to a letterbox that somebody else may open, and a counter does without."""
        comes = any(arrival.at == "leaving" for arrival in step.template.arrives)
        return dossier.household.protected is True and comes and Channel.COUNTER in manifest.channels

    def _carrier(self, dossier: Dossier, step: Step, manifest: Manifest, channel: Channel) -> str | None:
        """Who transports, where an account is set up: whom the person prefers, else the first by name."""
        if channel is Channel.API:
            return manifest.slug if self.providers.ready(manifest.slug) else None
        wanted = self.providers.preferred(channel)
        carrying = [slug for slug, other in self.providers.manifests.items() if other.carries is channel]
        for carrier in sorted(carrying, key=lambda slug: (slug != wanted, slug)):
            if self.providers.ready(carrier):
                match channel:
                    case Channel.PREFILL:
                        account = dossier.accounts.get(carrier)
                        takes = account is not None and account.reference is not None
                    case Channel.LETTER:
                        takes = manifest.registered and step.template.letter is not None
                    case Channel.ELECTRONIC:
                        takes = True
                    case _:
                        takes = self._by_hand(dossier, step, manifest, channel)
                if takes:
                    return carrier
        return None

    def _by_hand(self, dossier: Dossier, step: Step, manifest: Manifest, channel: Channel) -> bool:
        """Whether the person can go that way: what it takes is known."""
        account = account_of(dossier, step, manifest)
        match channel:
            case Channel.API | Channel.PREFILL | Channel.ELECTRONIC:
                return False
            case Channel.EMAIL:
                return bool((account and account.email) or manifest.contact.email)
            case Channel.LETTER:
                home = dossier.arriving if step.template.side == "arriving" else dossier.leaving
                landlord = home.landlord if manifest.slug == "landlord" else None
                return bool(
                    (account and account.address)
                    or manifest.contact.address
                    or (landlord and landlord.address)
                    or only_address(self._offices(dossier, step))
                )
            case _:
                return True

    def _offices(self, dossier: Dossier, step: Step) -> tuple[PublicOffice, ...]:
        """The offices of the step's counterpart, where it is a public body."""
        asked = office_of(step, dossier)
        return self.offices(*asked) if asked else ()
