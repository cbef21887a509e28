"""From a step to the draft of what would leave: the best way its provider listens, and only the facts it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from demenagement.application.ports import Providers
from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import Unknown, declared, follow, instances, slug
from demenagement.domain.provider import Channel
from demenagement.domain.relations import own_name
from demenagement.domain.values import Flag
from demenagement.errors import DossierIncomplete, NotAllowed

if TYPE_CHECKING:
    from datetime import date

    from demenagement.application.journeys import Overview
    from demenagement.domain.dossier import Account
    from demenagement.domain.draft import Draft
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest

_REACHED_BY = {
    Channel.EMAIL: ("email", "holder"),
    Channel.LETTER: ("address", "holder"),
    Channel.PHONE: ("phone",),
    Channel.COUNTER: ("address",),
}
"""Of an account, where the provider is reached that way, and who signs; no manifest has to ask for it."""


@dataclass(frozen=True, slots=True)
class Route:
    """The way chosen: the channel and, where the program can transmit, the carrier."""

    channel: Channel
    carrier: str | None = None


@dataclass(frozen=True, slots=True)
class Drafting:
    """Chooses the way and has the draft written."""

    providers: Providers

    def draft(
        self,
        overview: Overview,
        step: Step,
        day: date,
        *,
        channel: Channel | None = None,
        by_hand: bool = False,
        corrects: date | None = None,
    ) -> Draft:
        """Word for word what would leave for that step, were it approved on `day`; by `channel` where one is wanted.

        `by_hand` when the person takes it along, whatever account is set up; `corrects` the day on which was told what
        it puts right.

        Raises NotAllowed where nobody has to be told or the provider does not listen that way, DossierIncomplete where
        a fact is missing.
        """
        manifest = self.providers.manifests.get(step.provider or "")
        if manifest is None:
            raise NotAllowed("no-counterpart", step=step.id)
        channels = tuple(each for each in manifest.channels if each is not Channel.PREFILL or step.template.prefillable)
        if channel is None:
            route = self.route(overview.dossier, step, manifest, by_hand=by_hand)
        elif channel in channels:
            route = Route(channel, None if by_hand else self._carrier(overview.dossier, step, manifest, channel))
        else:
            raise NotAllowed("no-such-channel", step=step.id, channels=channels)
        facts = self._facts(overview.dossier, step, manifest, route.channel)
        if route.channel is Channel.PREFILL and route.carrier is not None:
            # Which of the town's own forms to fill in: the carrier knows it by the reference the person gave.
            facts[f"accounts.{route.carrier}.reference"] = overview.dossier.accounts[route.carrier].reference
        missing = [path for path in manifest.requires if path not in facts]
        if missing:
            raise DossierIncomplete(step.id, tuple(missing))
        # The day of the keys as the plan has it, for whatever ends on that day.
        facts |= {name: overview.plan.anchors[name].day for name in ("keys.out",) if overview.plan.anchors[name].day}
        if overview.dossier.household.protected:
            facts["household.protected"] = True  # for whoever writes: it is told to nobody
        if corrects is not None:
            facts["corrects"] = corrects  # as above
        draft = self.providers.composer(manifest, route.channel).draft(step, {**facts, "today": day})
        own = own_name(step.template, overview.dossier)
        recipient = draft.recipient or own or manifest.name.fr
        return replace(draft, carrier=route.carrier, recipient=recipient, corrects=corrects)

    def route(self, dossier: Dossier, step: Step, manifest: Manifest, *, by_hand: bool = False) -> Route:
        """The first way of the provider's ladder that is open to this household."""
        for channel in manifest.channels:
            if channel is Channel.PREFILL and not step.template.prefillable:
                continue
            carrier = None if by_hand else self._carrier(dossier, step, manifest, channel)
            if carrier is not None or self._by_hand(dossier, step, manifest, channel):
                return Route(channel, carrier)
        return Route(manifest.channels[-1])

    def _carrier(self, dossier: Dossier, step: Step, manifest: Manifest, channel: Channel) -> str | None:
        """Who transports, where an account is set up."""
        if channel is Channel.API:
            return manifest.slug if self.providers.ready(manifest.slug) else None
        for slug_, other in sorted(self.providers.manifests.items()):
            if other.carries is channel and self.providers.ready(slug_):
                match channel:
                    case Channel.PREFILL:
                        account = dossier.accounts.get(slug_)
                        takes = account is not None and account.reference is not None
                    case Channel.LETTER:
                        takes = manifest.registered and step.template.letter is not None
                    case _:
                        takes = self._by_hand(dossier, step, manifest, channel)
                if takes:
                    return slug_
        return None

    def _by_hand(self, dossier: Dossier, step: Step, manifest: Manifest, channel: Channel) -> bool:
        """Whether the person can go that way: what it takes is known."""
        account = self._account(dossier, step, manifest)
        match channel:
            case Channel.API | Channel.PREFILL:
                return False
            case Channel.EMAIL:
                return bool((account and account.email) or manifest.contact.email)
            case Channel.LETTER:
                home = dossier.arriving if step.template.side == "arriving" else dossier.leaving
                landlord = home.landlord if manifest.slug == "landlord" else None
                return bool(
                    (account and account.address) or manifest.contact.address or (landlord and landlord.address)
                )
            case _:
                return True

    def _account(self, dossier: Dossier, step: Step, manifest: Manifest) -> Account | None:
        """What the provider knows the household by, under its own slug or its company's name."""
        own = own_name(step.template, dossier)
        return dossier.accounts.get(slug(own) if own else manifest.slug) or dossier.accounts.get(manifest.slug)

    def _facts(self, dossier: Dossier, step: Step, manifest: Manifest, channel: Channel) -> dict[str, object]:
        """What the manifest asks for and is known, and where to write or call.

        An account's facts go by the manifest's own slug.

        Of a protected household, the old side learns of the new one what it can't do without, and nothing that would
        only help.
        """
        facts: dict[str, object] = {}
        hidden = dossier.household.protected is True and step.template.side == "leaving"
        account = self._account(dossier, step, manifest)
        where = tuple(f"accounts.{manifest.slug}.{name}" for name in _REACHED_BY.get(channel, ()))
        for path in dict.fromkeys((*manifest.requires, *manifest.optional, *where)):
            root, *rest = path.split(".")
            if hidden and root == "arriving" and path not in manifest.requires:
                continue
            if root == "accounts":
                told = account if rest[0] == manifest.slug else dossier.accounts.get(rest[0])
                value = getattr(told, rest[-1], None)
            else:
                value = follow(getattr(dossier, root), rest, root)
            if isinstance(value, tuple) and step.subject_path and step.subject_path.startswith(f"{path}."):
                value = _only(value, step)
            # "There is none" is no fact to pass on; a plain no is.
            told_no = value is False and declared(Dossier, path.split(".")) == Flag | None
            if value is not None and not isinstance(value, Unknown) and (value is not False or told_no):
                facts[path] = value
        return facts


def _only(nouns: tuple[object, ...], step: Step) -> tuple[object, ...]:
    """Of a list, the one member that the step is for: the others are nobody's business there."""
    names = instances(step.template.each or "", nouns)
    wanted = (step.subject_path or "").rpartition(".")[2]
    return tuple(noun for name, noun in zip(names, nouns, strict=True) if name == wanted)
