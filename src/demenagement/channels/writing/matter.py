"""What a letter says, and what its writer has at hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from demenagement.channels.known import address, needed_address
from demenagement.channels.sheet import purpose_of
from demenagement.errors import DossierIncomplete
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from demenagement.channels.known import Known
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest

Home = Literal["leaving", "current", "guarded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a letter says between greeting and closing.

    `tells` are the facts that leave with it. `home` is the dwelling the sender writes from: the one they leave, the
    `current` one of that day, or, `guarded`, the current one unless that would show a protected household's new
    address. `posted` is false for what is handed over. `to` is the block of another recipient than the
    provider, `addressee` its name.
    """

    subject: str
    paragraphs: tuple[str, ...]
    references: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    home: Home = "current"
    posted: bool = True
    to: tuple[str, ...] = ()
    addressee: str = ""


class Writing:
    """The facts, the provider and the French sentences of one letter."""

    def __init__(self, known: Known, manifest: Manifest) -> None:
        """Letters stay French whatever the reader's language."""
        self.known = known
        self.manifest = manifest
        self._french = phrasebook("fr")

    @property
    def step(self) -> Step:
        """The step it is for."""
        return self.known.step

    @cached_property
    def signers(self) -> tuple[str, ...]:
        """Who signs: the contract's holder where somebody said who, else every adult who moves."""
        holder = self.known.text(f"accounts.{self.manifest.slug}.holder")
        names = (holder,) if holder else tuple(str(adult.name) for adult in self.known.movers)
        if not names:
            raise DossierIncomplete(self.step.id, ("household.adults",))
        return names

    def say(self, key: str, **details: object) -> str:
        """A sentence of letter.toml; `n` agrees with the number of signers."""
        return self._french(f"letter.{key}", **{"n": len(self.signers), **details})

    def has(self, key: str) -> bool:
        """Whether letter.toml has that sentence."""
        return self._french.has(f"letter.{key}")

    def listed(self, key: str, **details: object) -> tuple[str, ...]:
        """The lines of a sentence that holds several; none where there is no such sentence."""
        return tuple(self.say(key, **details).splitlines()) if self.has(key) else ()

    @property
    def title(self) -> str:
        """What the step is called."""
        return self.step.template.title.fr

    @property
    def purpose(self) -> str:
        """What the step is for, as the signers say it; empty where nobody wrote it yet."""
        return purpose_of(self.step, self._french, len(self.signers))

    @property
    def matter(self) -> str:
        """The same for a subject line: what the step is for, else what it is called."""
        return self.purpose or self.title

    def address(self, side: str) -> str:
        """A dwelling's address in one line. Raises DossierIncomplete."""
        self.known.require(*needed_address(side))
        return address(self.known, side)

    def correcting(self, key: str = "corrects") -> tuple[str, ...]:
        """The sentence that says which sending this one puts right; none for a first one."""
        day = self.known.day("corrects")
        return (self.say(key, day=day),) if day else ()

    def account(self) -> tuple[str, ...]:
        """The references by which a provider finds the file: contract, subject of the step."""
        reference = self.known.text(f"accounts.{self.manifest.slug}.reference")
        subject, each = self.step.subject, self.step.template.each
        named = f"reference.account-{self.manifest.kind}"
        label = named if self.has(named) else "reference.account"
        lines = [self.say(label, reference=reference)] if reference else []
        if subject and each in ("vehicle", "child", "pet"):
            lines.append(self.say(f"reference.{each}", subject=subject))
        return tuple(lines)
