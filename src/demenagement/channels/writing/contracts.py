"""Contracts that end, follow or only change address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demenagement.channels.known import address, address_paths
from demenagement.channels.writing.matter import Body

if TYPE_CHECKING:
    from datetime import date

    from demenagement.channels.writing.matter import Writing

_METERS = ("electricity", "gas", "water")


def termination(writing: Writing) -> Body:
    """The end of a contract on the day the keys go back, and where to send the last bill."""
    known, kind = writing.known, writing.step.template.kind or ""
    end = _keys_back(writing)
    past = end < known.today
    paragraphs = (
        writing.say(
            "termination.ended" if past else "termination.end",
            what=_what(writing),
            dwelling=writing.address("leaving"),
            end=end,
        ),
        *_ground(writing, kind, end, past=past),
        *_reading(writing, kind, past=past),
        _last_bill(writing),
        writing.say("termination.confirm"),
    )
    return Body(
        subject=writing.say("termination.subject", what=_what(writing)),
        references=_contract(writing, "leaving"),
        paragraphs=paragraphs,
        tells=(
            f"accounts.{writing.manifest.slug}.reference",
            *address_paths("leaving"),
            "leaving.keys",
            *(f"leaving.{kind}.{part}" for part in ("meter", "index") if kind in _METERS),
            *(("leaving.insurance.contract",) if kind == "home-insurance" else ()),
            *(() if known.protected else address_paths("arriving")),
        ),
        home="guarded",
    )


def transfer(writing: Writing) -> Body:
    """A contract that follows to the new home, and on which terms."""
    known = writing.known
    known.require("move.day")
    start, kind = known.day("arriving.keys", "move.day"), writing.step.template.kind or ""
    end = known.day("keys.out", "leaving.keys", "leaving.sold")
    old, new = writing.address("leaving"), writing.address("arriving")
    paragraphs = (
        writing.say("transfer.ask", what=_what(writing), start=start),
        writing.say("transfer.homes", old=old, new=new).strip(),
        *((writing.say(_kept(writing), end=end),) if end else ()),
        writing.say("transfer.terms"),
        *confidential(writing),
        writing.say("confirm"),
    )
    return Body(
        subject=writing.say("transfer.subject", what=_what(writing)),
        references=_contract(writing, "arriving"),
        paragraphs=paragraphs,
        tells=(
            f"accounts.{writing.manifest.slug}.reference",
            *(("leaving.insurance.contract",) if kind == "home-insurance" else ()),
            *((f"arriving.{kind}.meter",) if kind in _METERS else ()),
            "arriving.keys" if known.day("arriving.keys") else "move.day",
            *(("leaving.keys",) if end else ()),
            *address_paths("leaving"),
            *address_paths("arriving"),
        ),
    )


def address_change(writing: Writing) -> Body:
    """The new address, from which day, and whose file it is for."""
    known = writing.known
    new, old = writing.address("arriving"), address(known, "leaving")
    day = known.day("move.day", "arriving.keys", "leaving.keys", "leaving.sold")
    slug = writing.step.slug
    paragraphs = (
        moving(writing, day),
        writing.say("address-change.new", new=new),
        *((writing.say("address-change.old", old=old),) if old else ()),
        *writing.listed(f"address-change.more.{slug}"),
        *confidential(writing),
        writing.say("address-change.confirm"),
    )
    return Body(
        subject=writing.say("address-change.subject"),
        references=writing.account(),
        paragraphs=paragraphs,
        tells=(
            "household.adults",
            f"accounts.{writing.manifest.slug}.reference",
            "move.day",
            *address_paths("leaving"),
            *address_paths("arriving"),
        ),
    )


def moving(writing: Writing, day: date | None) -> str:
    """That the household moves, or has moved, and when."""
    if day is None:
        return writing.say("moving.undated")
    return writing.say("moving.moved" if day <= writing.known.today else "moving.moves", day=day)


def _kept(writing: Writing) -> str:
    """What is kept up at the old home until the keys are back: the service, or the cover."""
    kind = writing.step.template.kind
    return f"transfer.until-{kind}" if writing.has(f"transfer.until-{kind}") else "transfer.until"


def _what(writing: Writing) -> str:
    kind = writing.step.template.kind
    return writing.say(f"what.{kind}") if writing.has(f"what.{kind}") else writing.say("what.contract")


def _keys_back(writing: Writing) -> date:
    """The day the old home is given back; never guessed: a cover that ends before it is worse than none asked."""
    known = writing.known
    end = known.day("keys.out", "leaving.keys", "leaving.sold")
    if end is None:
        known.require("leaving.keys")
    return end or known.today


def _ground(writing: Writing, kind: str, end: date, *, past: bool) -> tuple[str, ...]:
    """The text it rests on; of keys that are back already, nothing has to last until then."""
    if past and writing.has(f"termination.ground-past.{kind}"):
        return (writing.say(f"termination.ground-past.{kind}"),)
    if writing.has(f"termination.ground.{kind}"):
        return (writing.say(f"termination.ground.{kind}", end=end),)
    law = writing.step.template.law
    return (writing.say("termination.law", law=law),) if law else ()


def _contract(writing: Writing, side: str) -> tuple[str, ...]:
    """The references by which the provider finds the contract: the file, then the meter or the policy."""
    kind = writing.step.template.kind or ""
    path = "leaving.insurance.contract" if kind == "home-insurance" else f"{side}.{kind}.meter"
    number = writing.known.text(path) if writing.has(f"reference.{kind}") else ""
    return (*writing.account(), *((writing.say(f"reference.{kind}", meter=number),) if number else ()))


def _reading(writing: Writing, kind: str, *, past: bool) -> tuple[str, ...]:
    if kind not in _METERS:
        return ()
    index = writing.known.text(f"leaving.{kind}.index")
    if past and not index:
        return ()
    return (writing.say("termination.index", index=index) if index else writing.say("termination.index-later"),)


def _last_bill(writing: Writing) -> str:
    """Where the last bill goes: a protected household gets it by e-mail, so that no paper holds the new address."""
    known = writing.known
    if not known.protected:
        return writing.say("termination.bill", new=writing.address("arriving"))
    email = next((adult.email for adult in known.movers if adult.email), None)
    return writing.say("termination.bill-email", email=email) if email else writing.say("termination.bill-online")


def confidential(writing: Writing) -> tuple[str, ...]:
    """What a protected household asks of whoever learns its new address."""
    return (writing.say("confidential"),) if writing.known.protected else ()
