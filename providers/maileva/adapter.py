"""Maileva, registered_mail v4: a draft is filled, submitted once, printed, delivered; proofs follow.

A draft has no effect and costs nothing: whatever goes wrong before `submit` is harmless. What goes wrong at `submit` is
a doubt, unless the draft can still be taken away. `delivery.py` turns their codes into an outcome in plain words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from demenagement.adapter.reading import identity, records, text
from demenagement.adapter.sendings import Service
from demenagement.domain.draft import Document
from demenagement.domain.submission import Outcome, Receipt, State
from demenagement.domain.values import safe_text
from demenagement.errors import Refused

from . import delivery

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from demenagement.adapter import Carrier, Http
    from demenagement.adapter.reading import Record
    from demenagement.adapter.sendings import Account
    from demenagement.domain.draft import Approved
    from demenagement.domain.provider import Manifest

_LINES = {1: (6,), 2: (2, 6), 3: (2, 4, 6), 4: (2, 3, 4, 6), 5: (2, 3, 4, 5, 6), 6: (1, 2, 3, 4, 5, 6)}
"""Which of their six address lines a block of so many lines fills: the town is always the sixth."""
_LONGEST_NAME = 256
_PROOFS = {
    "deposit_proof": "preuve-de-depot.pdf",
    "content_proof": "preuve-de-contenu.pdf",
    "acknowledgement_of_receipt": "avis-de-reception.pdf",
    "undelivered_mail": "pli-non-distribue.pdf",
}


def adapter(manifest: Manifest) -> Carrier:
    """Maileva as a carrier that reconciles, tracks and cancels."""
    token = urlsplit(manifest.endpoints["auth"]).path
    return Maileva(Service(slug=manifest.slug, token=token, sendings="/registered_mail/v4/sendings"))


@dataclass(frozen=True, slots=True)
class Maileva:
    """Carries letters. Each call signs in anew: what one person set up never serves another."""

    service: Service

    @property
    def slug(self) -> str:
        """What its errors call it."""
        return self.service.slug

    async def submit(self, approved: Approved, http: Http) -> Receipt:
        """Make a draft, fill it, let it go. Nothing is asked twice here: `find` tells what a doubt was worth."""
        letter = approved.draft.letter
        if letter is None or letter.electronic is not None or not approved.documents:
            raise Refused(self.slug, "Il n'y a pas de lettre à transmettre sur papier.")
        recipient, sender = self._lines(letter.recipient), self._lines(letter.sender, "sender_")
        account = await self.service.sign_in(http)
        wanted = {
            "name": approved.draft.subject[:_LONGEST_NAME],
            "custom_id": approved.key,
            "acknowledgement_of_receipt": True,
            # A sheet of its own for the address: the letter need not be laid out for their window envelopes.
            "optional_address_sheet": True,
        }
        made = await account.draft(wanted | sender, approved.documents, recipient)
        await account.let_go(identity(self.slug, made))
        return self._receipt(made)

    async def find(self, key: str, http: Http) -> Receipt | None:
        """The sending with that key, once submitted. Its drafts are taken away, so that None is sure."""
        account = await self.service.sign_in(http)
        found = await account.find(key)
        return None if found is None else self._receipt(found)

    async def track(self, receipt: Receipt, http: Http) -> Outcome:
        """Where the letter is, with the proofs that exist."""
        account = await self.service.sign_in(http)
        here = f"/{identity(self.slug, {'id': receipt.details.get('sending')})}"
        sending = await account.read(here)
        if not delivery.printed(text(self.slug, sending, "status")):
            state, detail = delivery.production(sending)
            return Outcome(state=state, detail=detail, reference=receipt.reference)
        recipients = records(self.slug, await account.read(f"{here}/recipients"), "recipients")
        # A sending of ours has one recipient.
        recipient = recipients[0] if recipients else sending
        state, detail = delivery.progress(recipient)
        proofs = [proof async for proof in self._proofs(account, here, recipient)]
        number = recipient.get("registered_number")
        reference = safe_text(number) if isinstance(number, str) else receipt.reference
        if state is State.ACCEPTED and any(proof.name == _PROOFS["acknowledgement_of_receipt"] for proof in proofs):
            state = State.VERIFIED
        day = delivery.handed_over(recipient)
        return Outcome(state=state, detail=detail, reference=reference, day=day, proofs=tuple(proofs))

    async def cancel(self, receipt: Receipt, http: Http) -> Outcome:
        """Take a sending away: by their contract, as long as it is a draft. After that, their no in their words.

        What they rejected or cancelled by themselves needs no taking back.
        """
        account = await self.service.sign_in(http)
        sending = identity(self.slug, {"id": receipt.details.get("sending")})
        state, detail = delivery.production(await account.read(f"/{sending}"))
        if state not in (State.REFUSED, State.CANCELLED):
            await account.take_away(sending)
            state, detail = State.CANCELLED, "Brouillon supprimé chez Maileva : rien n'est parti"
        return Outcome(state=state, detail=detail, reference=receipt.reference)

    async def _proofs(self, account: Account, here: str, recipient: Record) -> AsyncIterator[Document]:
        for kind, name in _PROOFS.items():
            if not recipient.get(f"{kind}_url"):
                continue
            where = f"{here}/recipients/{identity(self.slug, recipient)}/download_{kind}"
            content = await account.download(where)
            if content is not None:
                yield Document(name, "application/pdf", content)

    def _receipt(self, sending: Record) -> Receipt:
        ident, known = identity(self.slug, sending), sending.get("reference")
        reference = safe_text(known) if isinstance(known, str) else ident
        return Receipt(reference=reference, details={"sending": ident})

    def _lines(self, block: Sequence[str], prefix: str = "") -> dict[str, str]:
        if len(block) not in _LINES:
            raise Refused(self.slug, "Une adresse a de une à six lignes.")
        lines = {f"{prefix}address_line_{rank}": line for rank, line in zip(_LINES[len(block)], block, strict=True)}
        return {f"{prefix}country_code": "FR", **lines}
