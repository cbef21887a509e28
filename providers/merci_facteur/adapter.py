"""Merci Facteur, API 1.2: one call sends a letter, and a second one with the same key is an error, for thirty days.

So whatever goes wrong at that call is a doubt that asking again settles: it says that they have it, or it sends. Their
public description does not say how a sending is found by its key: our reference is looked for wherever they repeat it,
and where they do not, nothing is guessed, and the person looks.

    account.py     one account, signed in: the calls and what their answers mean
    posting.py     the form of a sending: who, to whom, what, under which key
    delivery.py    from their words to an outcome in plain ones
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from demenagement.domain.submission import Outcome, Receipt, State
from demenagement.domain.values import safe_text
from demenagement.errors import OutcomeUnknown, OutcomeYours, ProviderError, Refused, UnexpectedAnswer

from . import delivery, posting
from .account import AlreadyThere, identity, records, sign_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from demenagement.adapter import Carrier, Http
    from demenagement.domain.draft import Approved, Document
    from demenagement.domain.provider import Manifest

    from .account import Account, Record

_DEPOSIT, _RECEIPT = "preuve-de-depot", "avis-de-reception"


def adapter(manifest: Manifest) -> Carrier:
    """Merci Facteur as a carrier that reconciles and tracks."""
    return MerciFacteur(manifest.slug)


@dataclass(frozen=True, slots=True)
class MerciFacteur:
    """Carries letters. Each use signs in anew: what one person set up never serves another."""

    slug: str

    async def submit(self, approved: Approved, http: Http) -> Receipt:
        """Send it. The key makes a second call harmless: then the first one is looked for.

        Raises OutcomeYours when they have it already and it can't be told apart from the person's other letters.
        """
        form = posting.form(self.slug, approved, http.account)
        account = await sign_in(self.slug, http)
        try:
            return self._receipt((await account.send(form)).get("envoi_id"))
        except UnexpectedAnswer as unread:
            raise OutcomeUnknown(self.slug, unread.detail) from None
        except AlreadyThere as twice:
            try:
                found = await self._look(account, approved.key)
            except ProviderError as fault:
                # The first call may well have gone through: no failure of the look says otherwise.
                raise OutcomeUnknown(self.slug, fault.detail) from None
            if found is None:
                told = f"{twice.detail}, désignation {posting.reference(approved.key)}"
                raise OutcomeYours(self.slug, told, approved.draft.step) from None
            return found

    async def find(self, key: str, http: Http) -> Receipt | None:
        """The sending with that key. None: it is not among the last ones, or not told apart; asking again is safe."""
        return await self._look(await sign_in(self.slug, http), key)

    async def _look(self, account: Account, key: str) -> Receipt | None:
        """Look for our reference in what is said of each sending; they list the last fifty."""
        reference = posting.reference(key)
        for listed in await account.sendings():
            ident = identity(self.slug, listed.get("idEnvoi", listed.get("id_envoi")))
            if _holds(listed, reference) or _holds(await account.read("/getEnvoi", idEnvoi=ident), reference):
                return self._receipt(ident)
        return None

    async def track(self, receipt: Receipt, http: Http) -> Outcome:
        """Where the letter is, with the proofs that exist."""
        account = await sign_in(self.slug, http)
        ident = identity(self.slug, receipt.details.get("envoi"))
        road = await account.read("/getSuiviEnvoi", idEnvoi=ident)
        if "suiviCourrier" not in road and "statutPrintEnvoi" not in road:
            raise UnexpectedAnswer(self.slug)
        letters = records(self.slug, road.get("suiviCourrier"))
        # A sending of ours has one recipient.
        letter = letters[0] if letters else {}
        found = delivery.progress(letter, road.get("statutPrintEnvoi"))
        number = letter.get("refTracking")
        number = safe_text(number) if isinstance(number, str) else ""
        proofs = [proof async for proof in self._proofs(account, letter, number)]
        state = found.state
        if state is State.ACCEPTED and any(proof.name.startswith(_RECEIPT) for proof in proofs):
            state = State.VERIFIED
        known = number or receipt.reference
        return Outcome(state=state, detail=found.detail, reference=known, day=found.day, proofs=tuple(proofs))

    async def _proofs(self, account: Account, letter: Record, number: str) -> AsyncIterator[Document]:
        """Of its posting, once the post has it; of its receipt, where it was asked to come back scanned."""
        encoded = [(_RECEIPT, letter.get("are_base64_jpeg"))]
        if number:
            encoded.insert(0, (_DEPOSIT, await self._deposit(account, number)))
        for name, text in encoded:
            if (proof := delivery.proof(name, text)) is not None:
                yield proof

    async def _deposit(self, account: Account, number: str) -> object:
        try:
            return (await account.read("/getProof", trackingNumber=number, document="depot")).get("document")
        except (Refused, UnexpectedAnswer):
            return None

    def _receipt(self, given: object) -> Receipt:
        ident = identity(self.slug, given)
        return Receipt(reference=ident, details={"envoi": ident})


def _holds(record: object, reference: str) -> bool:
    """Whether that text stands anywhere in a record; under which name they repeat it was not read."""
    if isinstance(record, dict):
        return any(_holds(each, reference) for each in record.values())
    if isinstance(record, list):
        return any(_holds(each, reference) for each in record)
    return record == reference
