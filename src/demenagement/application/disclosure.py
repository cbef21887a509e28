"""What a provider may be told: the facts that its manifest asks for, and where it is reached."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from demenagement.application.telling import titles
from demenagement.domain.dossier import Dossier
from demenagement.domain.facts import Unknown, declared, follow, instances
from demenagement.domain.household import CIVIL_STATUS, Adult
from demenagement.domain.move import Insurance
from demenagement.domain.provider import Channel
from demenagement.domain.relations import accounts, own_body, typed_name
from demenagement.domain.values import Flag
from demenagement.errors import DossierIncomplete

if TYPE_CHECKING:
    from collections.abc import Container

    from demenagement.domain.dossier import Account
    from demenagement.domain.plan import Step
    from demenagement.domain.provider import Manifest

_REACHED_BY = {
    Channel.EMAIL: ("email", "holder"),
    Channel.LETTER: ("address", "holder"),
    Channel.ELECTRONIC: ("email", "holder"),
    Channel.PHONE: ("phone",),
    Channel.COUNTER: ("address",),
}
"""Of an account, where the provider is reached that way, and who signs; no manifest has to ask for it."""

_ADDRESS = ("street", "complement", "postcode", "city", "country")
_FOR_AN_ADDRESS = (
    *("move.day", "household.adults", "accounts."),
    *(f"{home}.{part}" for home in ("leaving", "arriving") for part in _ADDRESS),
)
"""What a change of address is made of."""

_OF_A_CONTRACT = ("termination", "transfer")
"""The letters by which a company has to find a contract."""

_CONTRACTS = ("electricity", "gas", "water", "internet")
"""What a dwelling has a contract for, and the kinds of provider of each."""

_OF_THE_DAY = ("move.by", "move.street_parking")
"""How the move itself is made: told where the step hangs on it."""


def account_of(dossier: Dossier, step: Step, manifest: Manifest) -> Account | None:
    """What the provider knows the household by, under its own slug or its company's name."""
    told = (dossier.accounts.get(name) for name in known_as(dossier, step, manifest))
    return next((account for account in told if account is not None), None)


def facts_told(dossier: Dossier, step: Step, manifest: Manifest, channel: Channel) -> dict[str, object]:
    """What the manifest asks for and is known, and where to write or call.

    An account's facts go by the manifest's own slug. Whom a subscription belongs to learns the address, whatever
    else its family would be told; whoever sells electricity and gas, what the step is about.

    Of a protected household, the old side learns of the new one what it can't do without, and nothing that would
    only help.
    """
    facts: dict[str, object] = {}
    hidden = dossier.household.protected is True and step.template.side == "leaving"
    account = account_of(dossier, step, manifest)
    where = tuple(f"accounts.{manifest.slug}.{name}" for name in _REACHED_BY.get(channel, ()))
    helpful = manifest.optional
    if step.template.each == "subscription":
        helpful = tuple(path for path in helpful if path.startswith(_FOR_AN_ADDRESS))
    if step.own is not None and channel is Channel.LETTER:
        facts[f"accounts.{manifest.slug}.name"] = step.own  # it heads the address, and is told to nobody else
    for path in dict.fromkeys((*manifest.requires, *helpful, *where)):
        root, *rest = path.split(".")
        if hidden and root == "arriving" and path not in manifest.requires:
            continue
        if _beside_the_point(step, path):
            continue
        if root == "accounts":
            told = account if rest[0] == manifest.slug else dossier.accounts.get(rest[0])
            value = getattr(told, rest[-1], None)
        else:
            value = follow(getattr(dossier, root), rest, root)
        if isinstance(value, tuple) and step.subject_path and step.subject_path.startswith(f"{path}."):
            value = _only(value, step)
        if path == "household.adults" and isinstance(value, tuple):
            value = named(value, (*manifest.requires, *helpful))
        # "There is none" is no fact to pass on; a plain no is.
        told_no = value is False and declared(Dossier, path.split(".")) == Flag | None
        if value is not None and not isinstance(value, Unknown) and (value is not False or told_no):
            facts[path] = value
    return facts | _abroad(dossier, facts)


def _abroad(dossier: Dossier, told: Container[str]) -> dict[str, object]:
    """The country of each home whose street is told and lies in another one: without it, nobody finds it."""
    homes = {"leaving": dossier.leaving, "arriving": dossier.arriving}
    return {
        f"{side}.country": home.country
        for side, home in homes.items()
        if f"{side}.street" in told and home.country not in (None, "FR")
    }


def sender_told(dossier: Dossier, step: Step) -> dict[str, object]:
    """From where a letter is written, so that it can be answered: each shows it, and no manifest has to ask for it.

    `sender.since` is the day from which they write from the new home; of a protected household, the old side does not
    learn where that is.
    """
    hidden = dossier.household.protected is True and step.template.side == "leaving"
    homes = {"leaving": dossier.leaving} if hidden else {"leaving": dossier.leaving, "arriving": dossier.arriving}
    told = {f"sender.{side}.{part}": getattr(home, part) for side, home in homes.items() for part in _ADDRESS}
    told["sender.since"] = dossier.move.day or dossier.leaving.keys
    return {path: value for path, value in told.items() if value is not None}


def _beside_the_point(step: Step, path: str) -> bool:
    """What a provider listens to, and this step does not: another contract, how the move itself is made."""
    kind, about = step.template.kind, path.split(".")[1]
    another = kind in _CONTRACTS and about in _CONTRACTS and about != kind
    return another or (path in _OF_THE_DAY and path not in step.template.when.paths)


def known_as(dossier: Dossier, step: Step, manifest: Manifest) -> tuple[str, ...]:
    """The tables of the dossier that may hold the account, the one to ask for first."""
    if apart := own_body(dossier, step, manifest):
        return (f"{manifest.slug}-{apart}",)
    typed = typed_name(step.template, dossier, step.subject)
    return accounts(manifest.slug, step.own, typed, shared=step.template.each != "subscription")


def named(adults: tuple[object, ...], paths: Container[str] = ()) -> tuple[Adult, ...]:
    """The adults without their civil status, but for what `paths` name of it."""
    hidden = [each for each in CIVIL_STATUS if f"household.adults.{each}" not in paths]
    return tuple(replace(each, **dict.fromkeys(hidden)) for each in adults if isinstance(each, Adult))


def unreferenced(dossier: Dossier, step: Step, manifest: Manifest, letter: str | None) -> str | None:
    """The fact that would name the contract in a letter that ends it or lets it follow; None where one is known."""
    insurance = dossier.leaving.insurance if manifest.kind == "home-insurance" else None
    policy = insurance.contract if isinstance(insurance, Insurance) else None
    return None if letter not in _OF_A_CONTRACT or policy else no_reference(dossier, step, manifest)


def no_reference(dossier: Dossier, step: Step, manifest: Manifest) -> str | None:
    """The fact by which the provider would know the household; None where it is known."""
    account = account_of(dossier, step, manifest)
    known = account is not None and account.reference
    return None if known else f"accounts.{known_as(dossier, step, manifest)[0]}.reference"


def incomplete(dossier: Dossier, step: Step, manifest: Manifest, missing: tuple[str, ...]) -> DossierIncomplete:
    """What is missing, asked for under the table that holds it, and under the name by which people know the company."""
    kind, own = f"accounts.{manifest.slug}", f"accounts.{known_as(dossier, step, manifest)[0]}"
    asked = (own + path.removeprefix(kind) if path.startswith(f"{kind}.") else path for path in missing)
    # What a name is for stands behind a dash: « La Poste – réexpédition du courrier ».
    called = {lang: step.own or manifest.name[lang].partition(" – ")[0] for lang in ("fr", "en")}
    if own_body(dossier, step, manifest):
        home = dossier.leaving if step.template.side == "leaving" else dossier.arriving
        which = step.subject or home.city
        called = {lang: f"{name} ({which})" if which else name for lang, name in called.items()}
    return DossierIncomplete(step.id, tuple(asked), {own: called}, titles(step))


def _only(nouns: tuple[object, ...], step: Step) -> tuple[object, ...]:
    """Of a list, the one member that the step is for: the others are nobody's business there."""
    names = instances(step.template.each or "", nouns)
    wanted = (step.subject_path or "").rpartition(".")[2]
    return tuple(noun for name, noun in zip(names, nouns, strict=True) if name == wanted)
