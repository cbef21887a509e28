"""What a plan has to say, as sentences: the words themselves are the reader's, handed in as `say`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from demenagement.domain.deadline import because

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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


def titles(step: Step) -> dict[str, str]:
    """Its title by language, for an error that is worded where nobody has the plan."""
    return {lang: titled(step, lang) for lang in ("fr", "en")}


def named(step: Step, lang: str) -> str:
    """A step's title, then the name by which it is typed."""
    return f"{titled(step, lang)} [{step.id}]"


def named_by_id(name: str, plan: Plan, lang: str) -> str:
    """The step of that id as `named` writes it; the id alone where the plan has it no more."""
    step = plan.step(name)
    return named(step, lang) if step else name


def addressed(recipient: str, manifest: Manifest, way: str, say: Say) -> str:
    """To whom, and by which way: « À votre mairie », « Au greffe »; a name of somebody's own stays as it is written."""
    if recipient not in (manifest.name.fr, manifest.name.en):
        return say("sending.to", recipient=recipient, way=way)
    name = manifest.name[say.lang]
    article, _, noun = name.partition(" ")
    if article in ("Le", "The"):
        return say("sending.to-the", recipient=noun, way=way)
    within = name[:1].lower() + name[1:] if name.startswith(("Votre ", "L'", "Your ")) else name
    return say("sending.to", recipient=within, way=way)


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


_FEW = 2
_PRICED = ("overlap-rent", "wanted-end-missed")
"""Warnings that say a sum where the rent is known."""


def caution_text(caution: Caution, say: Say) -> str:
    """The sentence of a warning."""
    details = dict(caution.details)
    key = f"warning.{caution.code}"
    if caution.code in _PRICED and caution.amount is None:
        key += "-unknown"
    if details.get("lost"):
        key += "-lost"
    text = say(key, amount=caution.amount, **details)
    return text[:1].upper() + text[1:]


def caution_line(caution: Caution, plan: Plan, say: Say) -> str:
    """The sentence of a warning, after the step that it is about."""
    step = plan.step(caution.step or "")
    text = caution_text(caution, say)
    return f"{titled(step, say.lang)} · {text}" if step else text


def caution_lines(cautions: Sequence[Caution], plan: Plan, say: Say) -> Iterator[str]:
    """Each warning's sentence; many rules that were not looked at for a year are one."""
    stale = [caution for caution in cautions if caution.code == "rule-stale"]
    many = len(stale) > _FEW
    yield from (caution_line(caution, plan, say) for caution in cautions if not (many and caution in stale))
    if many:
        oldest = min((dict(each.details)["day"] for each in stale), key=str)
        yield say("warning.rule-stale-many", count=len(stale), day=oldest)


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
