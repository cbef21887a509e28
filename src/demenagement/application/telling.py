"""What a plan has to say, as sentences: the words themselves are the reader's, handed in as `say`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from demenagement.domain.deadline import because

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from demenagement.domain.deadline import Reason
    from demenagement.domain.plan import Caution, Plan, Step
    from demenagement.domain.provider import Manifest

_MEMBER = re.compile(r"^(household\.(?:adults|children|vehicles|pets|subscriptions))\.([^.]+)(.*)$")


class Say(Protocol):
    """The sentences of one language, by key."""

    @property
    def lang(self) -> str:
        """`fr` or `en`."""

    def __call__(self, key: str, /, **details: object) -> str:
        """The sentence of a key, filled in."""

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""


def titled(step: Step, lang: str) -> str:
    """A step's title, with whom or what it is for."""
    title = step.template.title[lang]
    return f"{title} ({step.subject})" if step.subject else title


def human(step: Step, manifests: Mapping[str, Manifest], lang: str) -> str | None:
    """Who to reach for a step: its own route, else its provider's, else nobody is involved."""
    if step.template.human is not None:
        return step.template.human[lang]
    manifest = manifests.get(step.provider or "")
    return manifest.human[lang] if manifest else None


def air(step: Step, say: Say) -> str:
    """How long a step can still wait, or for how long it is late."""
    days = step.slack or 0
    return say("journey.air" if days >= 0 else "journey.no-air", count=abs(days))


def sentences(reasons: Iterable[Reason], say: Say) -> list[str]:
    """A derivation, one sentence a reason."""
    return [say(f"reason.{reason.code}", **dict(reason.details)) for reason in reasons]


def derivation(step: Step, plan: Plan, say: Say) -> list[str]:
    """Why a step has its dates, other steps called by their titles."""
    return sentences((_named(reason, plan, say.lang) for reason in step.why), say)


def _named(reason: Reason, plan: Plan, lang: str) -> Reason:
    details = dict(reason.details)
    step = plan.step(str(details.get("step", "")))
    return because(reason.code, **{**details, "step": titled(step, lang)}) if step else reason


def caution_text(caution: Caution, say: Say) -> str:
    """The sentence of a warning."""
    details = dict(caution.details)
    key = f"warning.{caution.code}"
    if caution.code == "overlap-rent" and caution.amount is None:
        key += "-unknown"
    text = say(key, amount=caution.amount, **details)
    return text[:1].upper() + text[1:]


def caution_line(caution: Caution, plan: Plan, say: Say) -> str:
    """The sentence of a warning, after the step that it is about."""
    step = plan.step(caution.step or "")
    text = caution_text(caution, say)
    return f"{titled(step, say.lang)} · {text}" if step else text


def about_fact(area: str, fact: str, say: Say, names: Mapping[str, str]) -> str:
    """The words an area of the wording has for a fact; members of lists share theirs, with their name filled in."""
    key, name = fact, ""
    if match := _MEMBER.match(fact):
        key, name = match[1] + match[3], names.get(match[1] + "." + match[2], match[2])
    elif fact.startswith("accounts."):
        table, name, *rest = fact.split(".")
        key, name = ".".join((table, *rest)), names.get(f"{table}.{name}", name)
    for found in (f"{area}.{key}", f"fact.{key}"):
        if say.has(found):
            return say(found, name=name)
    return fact
