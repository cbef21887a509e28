"""Maileva, electronic_qualified_registered_mail v1: a draft is filled and submitted once; then the sender gives a code.

`submit` answers 202: the sending was taken and leaves once the sender has proved, outside, that it is theirs. Their OTP
key is theirs alone: it never passes here. `delivery.py` turns the codes into an outcome in plain words.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from demenagement.adapter.reading import identity, records, text
from demenagement.adapter.sendings import Service
from demenagement.domain.draft import Document
from demenagement.domain.submission import Outcome, Receipt, State
from demenagement.errors import Refused, SignInNeeded

from . import delivery

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from demenagement.adapter import Carrier, Http
    from demenagement.adapter.reading import Record
    from demenagement.adapter.sendings import Account
    from demenagement.domain.draft import Addressee, Approved
    from demenagement.domain.provider import Manifest

_LONGEST_NAME = 256
_DEPOSIT, _DELIVERY = "deposit_proof", "delivery_proof"
_NAMES = {
    "REFUSAL_PROOF": "preuve-de-refus.pdf",
    "NOT_CLAIMED_PROOF": "preuve-de-non-reclamation.pdf",
}
_PROOFS = {_DEPOSIT: "preuve-de-depot.pdf", _DELIVERY: "preuve-de-reception.pdf"}


def adapter(manifest: Manifest) -> Carrier:
    """Maileva's electronic registered letters as a carrier that reconciles, tracks and cancels."""
    service = Service(
        slug=manifest.slug,
        token=urlsplit(manifest.endpoints["auth"]).path,
        sendings="/electronic_qualified_registered_mail/v1/sendings",
        let_go=HTTPStatus.ACCEPTED,
    )
    return MailevaElectronic(service, manifest.homepage)


@dataclass(frozen=True, slots=True)
class MailevaElectronic:
    """Carries electronic registered letters; `space` is where the person gives their code."""

    service: Service
    space: str | None

    async def submit(self, approved: Approved, http: Http) -> Receipt:
        """Make a draft, fill it, submit it: it is the sender's to confirm. `find` tells what a doubt was worth."""
        letter = approved.draft.letter
        if letter is None or letter.electronic is None or not approved.documents:
            raise Refused(self.service.slug, "Il n'y a pas de lettre électronique à transmettre.")
        sender = http.account.get("sender_id")
        if not sender:
            raise SignInNeeded(self.service.slug, "sender_id")
        account = await self.service.sign_in(http)
        wanted = {
            "sender_id": sender,
            "name": approved.draft.subject[:_LONGEST_NAME],
            "custom_id": approved.key,
        }
        made = await account.draft(wanted, approved.documents, _recipient(letter.electronic))
        await account.let_go(identity(self.service.slug, made))
        return self._receipt(made, delivery.WAITING)

    async def find(self, key: str, http: Http) -> Receipt | None:
        """The sending with that key, once submitted. Its drafts are taken away, so that None is sure."""
        account = await self.service.sign_in(http)
        found = await account.find(key)
        return None if found is None else self._receipt(found, text(self.service.slug, found, "status"))

    async def track(self, receipt: Receipt, http: Http) -> Outcome:
        """Whether the code was given, then what the recipient made of it, with the proofs that exist."""
        slug = self.service.slug
        account = await self.service.sign_in(http)
        here = f"/{identity(slug, {'id': receipt.details.get('sending')})}"
        sending = await account.read(here)
        if not delivery.deposited(text(slug, sending, "status")):
            state, detail = delivery.on_its_way(sending)
            return Outcome(state=state, detail=detail, reference=receipt.reference)
        recipients = records(slug, await account.read(f"{here}/recipients"), "recipients")
        # A sending of ours has one recipient.
        recipient = recipients[0] if recipients else sending
        state, detail = delivery.answered(recipient)
        day = delivery.day_of(state, sending, recipient)
        proofs = [proof async for proof in self._proofs(account, here, recipient)]
        if state is State.ACCEPTED and any(proof.name == _PROOFS[_DELIVERY] for proof in proofs):
            state = State.VERIFIED
        return Outcome(state=state, detail=detail, reference=receipt.reference, day=day, proofs=tuple(proofs))

    async def cancel(self, receipt: Receipt, http: Http) -> Outcome:
        """Take a sending away: by their contract, as long as it is a draft. After that, their no in their words.

        One that waits for the sender's code stays, and goes nowhere as long as nobody gives it.
        """
        account = await self.service.sign_in(http)
        ident = identity(self.service.slug, {"id": receipt.details.get("sending")})
        sending = await account.read(f"/{ident}")
        state, detail = delivery.on_its_way(sending)
        if state not in (State.REFUSED, State.CANCELLED):
            try:
                await account.take_away(ident)
            except Refused:
                if sending.get("status") != delivery.WAITING:
                    raise
                state, detail = State.SENT, delivery.TO_LEAVE
            else:
                state, detail = State.CANCELLED, "Brouillon supprimé chez Maileva : rien n'est parti"
        return Outcome(state=state, detail=detail, reference=receipt.reference)

    async def _proofs(self, account: Account, here: str, recipient: Record) -> AsyncIterator[Document]:
        for kind, name in _PROOFS.items():
            told = recipient.get(kind)
            if not isinstance(told, dict):
                continue
            where = f"{here}/recipients/{identity(self.service.slug, recipient)}/download_{kind}"
            content = await account.download(where)
            if content is not None:
                yield Document(_NAMES.get(str(told.get("type")), name), "application/pdf", content)

    def _receipt(self, sending: Record, status: str) -> Receipt:
        ident, waits = identity(self.service.slug, sending), status == delivery.WAITING
        return Receipt(
            reference=ident,
            url=self.space if waits else None,
            yours=waits,
            detail=delivery.TO_CONFIRM if waits else "",
            details={"sending": ident},
        )


def _recipient(to: Addressee) -> dict[str, str]:
    status = "PROFESSIONAL" if to.body else "INDIVIDUAL"
    company = {"company": to.body} if to.body else {}
    return {
        "legal_status": status,
        "first_name": to.first_name,
        "last_name": to.last_name,
        "email": to.email,
        **company,
    }
