"""Steps, manifests and facts for what the channels write; every test asks for what it changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from demenagement.channels.letter import LetterComposer
from demenagement.channels.writing import ON_REQUEST
from demenagement.domain.household import Adult
from demenagement.domain.plan import Step
from demenagement.domain.provider import Manifest
from demenagement.domain.template import StepTemplate
from demenagement.gateways import toml
from demenagement.wording import phrasebook

if TYPE_CHECKING:
    from demenagement.domain.draft import Letter

TODAY = date(2027, 3, 1)
CAMILLE = Adult(name="Camille Martin", born=date(1990, 4, 2), email="camille@example.fr")
NOA = Adult(name="Noa Diallo", born=date(1988, 12, 24))

_TEMPLATE: dict[str, Any] = {
    "slug": "some-step",
    "family": "tests",
    "title": {"fr": "Faire une démarche", "en": "Do something"},
    "category": "housing",
    "side": "move",
    "when": "True",
    "source": "nulle part",
    "checked_on": date(2026, 11, 21),
    "confidence": "general",
}
_MANIFEST: dict[str, Any] = {
    "slug": "edf",
    "name": {"fr": "EDF", "en": "EDF"},
    "kind": "electricity",
    "level": "drafted",
    "channels": ["portal", "email", "letter", "phone", "counter"],
    "source": "nulle part",
    "checked_on": date(2026, 11, 21),
    "human": {"fr": "Un conseiller.", "en": "An adviser."},
    "closing": {"fr": "Rien à fermer.", "en": "Nothing to close."},
    "breakdown": {"fr": "Écrivez.", "en": "Write."},
    "expects": {"answer": {"fr": "Une lettre.", "en": "A letter."}, "days": 15},
}
_LEAVING = {
    "leaving.street": "12 rue de la Liberté",
    "leaving.complement": "Bât. B, 3e étage",
    "leaving.postcode": "21000",
    "leaving.city": "Dijon",
}
_ARRIVING = {
    "arriving.street": "5 quai des Brumes",
    "arriving.postcode": "44000",
    "arriving.city": "Nantes",
}
_LANDLORD = {
    "leaving.landlord.name": "Agence Darcy",
    "leaving.landlord.address": ("4 place Darcy", "21000 Dijon"),
}


def a_step(subject: str | None = None, **template: object) -> Step:
    """A step whose template is validated as a plan file's."""
    found = toml.validate(StepTemplate, {**_TEMPLATE, **template}, "tests.toml")
    return Step(id=found.slug, template=found, subject=subject)


def a_manifest(**fields: object) -> Manifest:
    """A provider validated as a manifest file."""
    return toml.validate(Manifest, {**_MANIFEST, **fields}, "manifest.toml")


def the_landlord() -> Manifest:
    """The generic provider for whoever rents the old home out."""
    return a_manifest(slug="landlord", kind="landlord", name={"fr": "Le bailleur", "en": "Landlord"}, registered=True)


def facts(*adults: Adult, **changed: object) -> dict[str, object]:
    """A household that leaves Dijon for Nantes; `changed` facts are written with two underscores for a point."""
    return {
        "today": TODAY,
        "move.day": date(2027, 5, 8),
        "household.adults": adults or (CAMILLE,),
        **_LEAVING,
        **_ARRIVING,
        **{path.replace("__", "."): value for path, value in changed.items()},
    }


def lease_facts(*adults: Adult, **changed: object) -> dict[str, object]:
    """The same household, tenants of an unfurnished flat."""
    return {
        **facts(*adults),
        **_LANDLORD,
        "leaving.lease": "unfurnished",
        "leaving.zone": "none",
        "leaving.notice_ground": "none",
        **{path.replace("__", "."): value for path, value in changed.items()},
    }


def a_letter(manifest: Manifest, step: Step, known: dict[str, object]) -> Letter:
    """The letter that is written for a step."""
    letter = LetterComposer(manifest, phrasebook("fr")).draft(step, known).letter
    assert letter is not None
    return letter


def a_notice(*adults: Adult, **changed: object) -> Letter:
    """The notice that such a household gives."""
    return a_letter(the_landlord(), a_step(slug="lease-notice", letter="lease-notice"), lease_facts(*adults, **changed))


def every_letter() -> dict[str, Letter]:
    """One letter of each kind."""
    electricity = {"kind": "electricity", "side": "leaving"}
    edf = a_manifest(contact={"address": ["EDF Service Client", "TSA 20012", "41975 Blois Cedex 9"]})
    account = {"accounts__edf__reference": "1-23456789", "leaving__keys": date(2027, 5, 15)}
    mover = a_manifest(slug="mover", kind="mover", name={"fr": "Le déménageur", "en": "The mover"}, registered=True)
    reserves = ("Armoire : porte gauche fendue", "Carton n° 12 : manquant, vaisselle, 180 €")
    return {
        "lease-notice": a_notice(CAMILLE, NOA, leaving__notice_ground="zone", leaving__zone="tight"),
        "termination": a_letter(
            edf, a_step(letter="termination", **electricity), facts(leaving__electricity__meter="1234567890", **account)
        ),
        "transfer": a_letter(edf, a_step(letter="transfer", **electricity), facts(**account)),
        "address-change": a_letter(edf, a_step(letter="address-change"), facts(**account)),
        "deposit-reminder": a_letter(
            the_landlord(),
            a_step(letter="deposit-reminder"),
            lease_facts(
                today=date(2027, 8, 1),
                leaving__keys=date(2027, 5, 31),
                leaving__deposit=Decimal(1680),
                leaving__rent=Decimal(840),
                leaving__inventory_conform=True,
            ),
        ),
        "mover-reserves": a_letter(
            mover,
            a_step(letter="mover-reserves"),
            facts(
                today=date(2027, 5, 12),
                move__reserves=reserves,
                accounts__mover__address=("Transports Dupré", "8 rue du Port", "44000 Nantes"),
            ),
        ),
        "request": a_letter(edf, a_step(), facts(**account)),
        **_on_request(edf, {**account, "case__sent": date(2027, 4, 20), "case__tenant": True}),
    }


def _on_request(provider: Manifest, case: dict[str, object]) -> dict[str, Letter]:
    """One letter of each kind that no step is for, written in July about the electricity that was left."""
    told = {
        "today": date(2027, 7, 20),
        "leaving__electricity__meter": "12345678901234",
        "told__what": "La facture retient un relevé estimé.\nJ'ai écrit deux fois au service client.",
        "told__wish": "La rectification de la facture et le remboursement de 86,40 €.",
        "told__bill": "n° F-2027-06",
        "told__billed": "12 999 kWh",
        "told__reading": "12 345 kWh",
        "told__complained_on": date(2027, 6, 15),
        "told__answer": False,
        "told__mediator_address": ("1 rue du Port", "75009 Paris"),
        "case__company": "EDF",
    }
    title = {"fr": "Résilier l'électricité de l'ancien logement", "en": "End the electricity of the old home"}
    step = {"kind": "electricity", "side": "leaving", "title": title}
    return {kind: a_letter(provider, a_step(letter=kind, **step), facts(**told, **case)) for kind in ON_REQUEST}
