"""What can go wrong, as a person meets it.

    DemenagementError            exit_code
    ├── FilesInvalid             problems: every one found, at once
    ├── NotFound                 what was named does not exist
    ├── NotAllowed               the journey, or the mandate, refuses
    │   └── Conflict             somebody else wrote first
    ├── DossierIncomplete        missing facts
    ├── NotTold                  what only this letter needs, and nobody said yet
    ├── StorageFailed            the disk, or a file on it
    ├── ProviderBroken           its code did not load; the rest is fine
    └── ProviderError            provider · lasting
        ├── Unavailable          try later; retry_after, in seconds
        ├── Refused              their reason, in their words
        ├── SignInNeeded         no account is set up, or it was rejected
        ├── UnexpectedAnswer     an answer nobody could read
        ├── ListUnreachable      an official list could not be fetched
        ├── LookUpUnreachable    a public service can't be asked now
        ├── LookUpUnreadable     it answered what nobody could read
        ├── LookUpRefused        it would not take the question
        ├── LookUpKeyNeeded      it wants a key that is not set up, or rejected it
        └── OutcomeUnknown       it may have gone through
            └── OutcomeYours     and only the person can find out

Each class holds facts only. `wording` turns them into a message and a hint, by the class's name.
"""

# size: one tree, to be read beside the drawing above

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Problem(NamedTuple):
    """One thing wrong with one file: where it stands (`key`, a dotted path) and what is wrong.

    `code` names a sentence of the wording; `details` are the words it needs.
    """

    file: str
    key: str
    code: str
    details: tuple[tuple[str, str], ...] = ()


class DemenagementError(Exception):
    """The root: everything the product raises on purpose."""

    exit_code: ClassVar[int] = 1

    def __init__(self, **facts: object) -> None:
        """Keep the facts; the words come later, in the reader's language."""
        super().__init__(", ".join(f"{name}={value!r}" for name, value in facts.items()))
        self.facts = facts


class FilesInvalid(DemenagementError):
    """One or several files cannot be used; `problems` holds all that was found."""

    exit_code = 2

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep every problem of every file."""
        super().__init__(problems=problems)
        self.problems = problems


class NotFound(DemenagementError):
    """A journey, step, provider or plan that does not exist was named."""

    exit_code = 2

    def __init__(self, kind: str, name: str, near: tuple[str, ...] = ()) -> None:
        """`kind` is journey, step, provider, plan or file; `near` what the person may have meant."""
        super().__init__(kind=kind, name=name, near=near)
        self.kind, self.name, self.near = kind, name, near


class NotAllowed(DemenagementError):
    """The journey refuses: `reason` names the sentence that says why."""

    def __init__(self, reason: str, **facts: object) -> None:
        """Keep the reason and what it speaks of."""
        super().__init__(reason=reason, **facts)
        self.reason = reason


class Conflict(NotAllowed):
    """The journey changed between reading and writing: nothing was written."""

    def __init__(self, journey: str) -> None:
        """Keep the journey's id."""
        super().__init__("conflict", journey=journey)


class DossierIncomplete(DemenagementError):
    """Facts are missing to prepare a draft."""

    def __init__(
        self,
        step: str,
        missing: tuple[str, ...],
        names: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
        titles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`missing` holds the dotted paths of the facts to give.

        `names` says what people call those whose table a fact stands in, by its path, then by language; `titles` is the
        step's title by language, where it is known.
        """
        super().__init__(step=step, missing=missing)
        self.step, self.missing, self.names, self.titles = step, missing, names, titles


class NotTold(DemenagementError):
    """A letter needs what only the person can tell, for this letter alone."""

    def __init__(self, step: str, missing: tuple[str, ...]) -> None:
        """`missing` holds the names of `demenagement.domain.told`."""
        super().__init__(step=step, missing=missing)
        self.step, self.missing = step, missing


class StorageFailed(DemenagementError):
    """A file could not be read or written; `reason` is full, denied, damaged or busy."""

    def __init__(self, file: str, reason: str) -> None:
        """Keep the file's name and the reason."""
        super().__init__(file=file, reason=reason)
        self.file, self.reason = file, reason


class ProviderBroken(DemenagementError):
    """The code of one provider did not load, or broke its contract."""

    def __init__(self, provider: str, why: str) -> None:
        """Keep the provider and the first line of what happened."""
        super().__init__(provider=provider, why=why)
        self.provider, self.why = provider, why


class ProviderError(DemenagementError):
    """A provider did not do what was asked."""

    lasting: ClassVar[bool] = False
    exit_code = 3

    def __init__(self, provider: str, detail: str = "", **facts: object) -> None:
        """`detail` holds the provider's own words, made harmless."""
        super().__init__(provider=provider, detail=detail, **facts)
        self.provider, self.detail = provider, detail


class Unavailable(ProviderError):
    """The provider can't be reached now, or asks to wait `retry_after` seconds."""

    def __init__(self, provider: str, detail: str = "", retry_after: float | None = None) -> None:
        """Keep how long to wait, where they said so."""
        super().__init__(provider, detail, retry_after=retry_after)
        self.retry_after = retry_after


class Refused(ProviderError):
    """The provider says no; asking again unchanged gives the same answer."""

    lasting = True
    exit_code = 1


class SignInNeeded(ProviderError):
    """No account is set up for the provider, or it was rejected."""

    lasting = True
    exit_code = 1


class UnexpectedAnswer(ProviderError):
    """The provider answered something that its contract does not foresee."""


class ListUnreachable(ProviderError):
    """An official list could not be fetched; the one there was is still in use."""

    def __init__(self, provider: str, detail: str = "", page: str = "") -> None:
        """`provider` is the address asked, `page` where a person finds the list."""
        super().__init__(provider, detail, page=page)


class LookUpUnreachable(ProviderError):
    """A public service can't be asked now; whatever it would have said can be found or typed without it."""


class LookUpUnreadable(ProviderError):
    """A public service answered something that its contract does not foresee."""


class LookUpRefused(ProviderError):
    """A public service would not take the question as it stands."""

    lasting = True
    exit_code = 1


class LookUpKeyNeeded(ProviderError):
    """A public service wants a key that is not set up, or that it rejected."""

    lasting = True
    exit_code = 1


class OutcomeUnknown(ProviderError):
    """The request may have gone through: look before sending again."""


class OutcomeYours(OutcomeUnknown):
    """It may have gone through, and the carrier can't be asked: the person looks, and says so."""

    def __init__(self, provider: str, detail: str = "", step: str = "") -> None:
        """`step` is the one to say it of."""
        super().__init__(provider, detail, step=step)
