"""The contract of a provider's code: implement it from these docstrings, importing only this module and the domain.

`providers/<folder>/adapter.py` exposes one name, `def adapter(manifest: Manifest) -> Carrier`. What writes a draft is a
*composer* (one for each channel ships with the product; a provider may bring its own); what transports it is a
*carrier*. An optional ability is a small Protocol that the product recognises with `isinstance`; the manifest lists the
same abilities, so that they can be read without importing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from demenagement.domain.draft import Approved, Draft, Letter
    from demenagement.domain.plan import Step
    from demenagement.domain.submission import Outcome, Receipt

Facts = Mapping[str, object]
"""Dotted fact → value: what the manifest requires, and nothing else."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider answered; `document` is the JSON it holds, None when it is no JSON."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    document: Any = None


class Http(Protocol):
    """The only way out for an adapter: base address, time-outs, size limits, hosts and retries are held outside.

    `request` raises the errors of `demenagement.errors`: Unavailable (nothing happened, or a read failed),
    OutcomeUnknown (a write may have gone through). An answer that came is returned, whatever its status.
    """

    @property
    def account(self) -> Mapping[str, str]:
        """What the person set up for this provider: identifiers and secrets, by name."""

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        json: object = None,
        form: Mapping[str, str] | None = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
        headers: Mapping[str, str] | None = None,
        basic: tuple[str, str] | None = None,
        repeatable: bool | None = None,
    ) -> Answer:
        """One exchange with the provider, `path` below its base address.

        `files` maps a form field to name, content and media type. `repeatable` says that asking twice does no harm;
        by default only reads are repeated.
        """


@runtime_checkable
class Composer(Protocol):
    """Writes what would leave. Pure: no clock, no file, no network."""

    def draft(self, step: Step, facts: Facts) -> Draft:
        """Word for word what would go to the step's provider. Raises DossierIncomplete."""


@runtime_checkable
class Carrier(Protocol):
    """Transports what was approved."""

    async def submit(self, approved: Approved, http: Http) -> Receipt:
        """Send it, once; the only side effect. `approved.key` is unique to this submission for ever."""


@runtime_checkable
class Reconciles(Protocol):
    """Can tell, after an unknown outcome, whether it is there."""

    async def find(self, key: str, http: Http) -> Receipt | None:
        """The receipt of the submission with that key; None when it surely did not take effect.

        Also None where sending it again with that key surely has no second effect: the manifest's `key_days` says for
        how long. Raises OutcomeYours where only the person can find out.
        """


@runtime_checkable
class Tracks(Protocol):
    """Can tell what became of it."""

    async def track(self, receipt: Receipt, http: Http) -> Outcome:
        """What is known now, with the proofs that became available."""


@runtime_checkable
class Cancels(Protocol):
    """Can take it back, within the provider's own limits."""

    async def cancel(self, receipt: Receipt, http: Http) -> Outcome:
        """Take it back. Raises Refused when it is too late."""


class Typesetter(Protocol):
    """Sets a letter as a PDF."""

    def letter(self, letter: Letter) -> bytes:
        """The PDF of a letter, the same bytes for the same letter."""


class Postman(Protocol):
    """Takes e-mail out, or writes it as a file for the person's own mail program."""

    def message(self, draft: Draft, sender: str, recipient: str) -> bytes:
        """The e-mail as an `.eml` file."""
