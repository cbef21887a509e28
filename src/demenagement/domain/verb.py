"""What a household can ask of whoever it deals with: six verbs, and what answers each of them.

A verb is about the step's request: it makes it (inform, transfer), changes it, takes it back, follows it, or complains
of what became of it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

from demenagement.domain.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from demenagement.domain.provider import Ability, Manifest
    from demenagement.domain.template import StepTemplate


class Verb(StrEnum):
    """The six things one can ask of any provider."""

    INFORM = "inform"
    TRANSFER = "transfer"
    AMEND = "amend"
    CANCEL = "cancel"
    STATUS = "status"
    COMPLAIN = "complain"


class Means(StrEnum):
    """What answers a verb: the program itself, something written that the person sends, or words to say."""

    MACHINE = "machine"
    DRAFT = "draft"
    SCRIPT = "script"


ABILITIES: Mapping[Verb, Ability] = {Verb.AMEND: "amends", Verb.CANCEL: "cancels", Verb.STATUS: "tracks"}
"""What a provider's code must be able to do for the program to do it by itself."""

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "energy": ("electricity", "gas"),
    "water": ("water",),
    "telecom": ("internet", "mobile"),
    "insurance": ("home-insurance", "car-insurance", "mutual"),
    "bank": ("bank",),
    "housing": ("landlord", "building-manager"),
    "work": ("employer",),
    "public": (
        *("public-services", "tax", "health-insurance", "family-benefits", "employment-service", "retirement"),
        *("vehicle-registration", "residence-permit", "town-hall", "school"),
    ),
    "carriage": ("mover", "truck-rental"),
    "carrier": ("letter-carrier", "mail-carrier", "form-carrier"),
}
"""The kinds of provider that are spoken to in the same words."""

OTHERS = "company"
"""The family of every other kind."""

METERED = ("electricity", "gas", "water")
_MOVES_ALONG = ("energy", "water", "telecom", "insurance")
_CLAIMS = ("deposit-reminder", "mover-reserves")


def family(kind: str) -> str:
    """The family that a kind of provider belongs to."""
    return next((name for name, kinds in FAMILIES.items() if kind in kinds), OTHERS)


def complaints(template: StepTemplate) -> tuple[str, ...]:
    """The letters by which one may complain of a step, the first one first."""
    own = (template.letter,) if template.letter in _CLAIMS else ("complaint",)
    meter = ("index-dispute",) if template.kind in METERED else ()
    return (*own, *meter, "mediator")


def letter_for(verb: Verb, template: StepTemplate, manifest: Manifest) -> str | None:
    """The letter that a verb is written as; None where it can only be talked over.

    A lease's notice is never changed by a letter of one side; one that takes it back asks for the other's agreement.
    """
    if manifest.carries is not None:
        return None
    match verb:
        case Verb.TRANSFER:
            return "transfer" if family(manifest.kind) in _MOVES_ALONG else None
        case Verb.AMEND if template.letter == "lease-notice":
            return None
        case Verb.CANCEL if template.letter == "lease-notice":
            return "notice-withdrawal"
        case Verb.AMEND:
            return "amendment"
        case Verb.CANCEL:
            return "withdrawal"
        case Verb.STATUS:
            return "status-request"
        case Verb.COMPLAIN:
            return complaints(template)[0]
        case _:
            return template.letter


def is_the_step(verb: Verb, template: StepTemplate) -> bool:
    """Whether a verb is what the step itself asks, so that the step's own draft answers it."""
    if verb is Verb.TRANSFER:
        opens = template.letter is None and family(template.kind or "") in _MOVES_ALONG
        return template.letter == "transfer" or (opens and template.side == "arriving")
    return verb is Verb.INFORM


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """Words for a person who asks by themselves, and what comes after, in the order in which it is read."""

    say: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    wait: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    decides: tuple[str, ...] = ()
    human: tuple[str, ...] = ()

    def parts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each part that has something to say, by its name."""
        for each in fields(self):
            if lines := getattr(self, each.name):
                yield each.name, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What answers a verb for a step; `command` is the program's own, where it can do it by itself.

    Where the draft is `spoken`, it is the script itself, as for a call, and holds all of its words.
    """

    verb: Verb
    means: Means
    draft: Draft
    script: Script
    spoken: bool
    command: str | None = None

    def beside(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What is to be read beside the draft: the proof, the wait, who decides; nothing that it already says."""
        if not self.spoken:
            yield from ((name, lines) for name, lines in self.script.parts() if name not in ("say", "ask"))
