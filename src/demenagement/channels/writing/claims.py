"""What the household is owed: the deposit that does not come back, the damage of the move."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from demenagement.channels.known import address, address_paths
from demenagement.channels.writing.matter import Body
from demenagement.domain.deadline import Anchor
from demenagement.domain.dossier import Dossier
from demenagement.domain.law import deposit_due
from demenagement.domain.money import deposit_penalty
from demenagement.domain.move import Leaving
from demenagement.domain.situation import Situation
from demenagement.errors import DossierIncomplete

if TYPE_CHECKING:
    from datetime import date

    from demenagement.channels.writing.matter import Writing

_TO_PROTEST = timedelta(days=10)


def deposit_reminder(writing: Writing) -> Body:
    """The deposit, the day it was due, and what the delay costs by article 22."""
    known = writing.known
    known.require("leaving.deposit", "leaving.keys")
    deposit, keys = known.amount("leaving.deposit") or Decimal(0), known.day("leaving.keys") or known.today
    conform = known.flag("leaving.inventory_conform")
    situation = Situation(
        Dossier(
            leaving=Leaving(
                rent=known.amount("leaving.rent"),
                address_given=known.flag("leaving.address_given"),
                inventory_conform=conform,
            )
        ),
        known.today,
    )
    anchors = {name: Anchor(name, keys) for name in ("keys.out", "inventory.out")}
    due = deposit_due(situation, anchors).day or keys
    penalty = deposit_penalty(situation, due)
    months = writing.say("deposit-reminder.one-month" if conform else "deposit-reminder.two-months")
    dwelling = writing.address("leaving")
    return Body(
        subject=writing.say("deposit-reminder.subject", dwelling=dwelling),
        references=writing.account(),
        paragraphs=(
            writing.say(
                "deposit-reminder.keys" if keys <= known.today else "deposit-reminder.keys-ahead",
                dwelling=dwelling,
                keys=keys,
            ),
            writing.say("deposit-reminder.due", deposit=deposit, due=due, months=months),
            *((writing.say("deposit-reminder.shared"),) if known.flag("leaving.condominium") else ()),
            *_delay(writing, due, penalty),
            _pay(writing, deposit, due, penalty),
            writing.say("deposit-reminder.justify"),
            writing.say("deposit-reminder.next"),
        ),
        enclosures=writing.listed("deposit-reminder.proof"),
        tells=(
            "household.adults",
            *address_paths("leaving"),
            "leaving.deposit",
            "leaving.keys",
            *(() if known.protected else address_paths("arriving")),
        ),
        home="guarded",
    )


def _delay(writing: Writing, due: date, penalty: Decimal | None) -> tuple[str, ...]:
    days = (writing.known.today - due).days
    if days <= 0:
        return ()
    late = writing.say("deposit-reminder.late", days=days)
    return (f"{late} {writing.say('deposit-reminder.penalty', penalty=penalty)}" if penalty else late,)


def _pay(writing: Writing, deposit: Decimal, due: date, penalty: Decimal | None) -> str:
    if writing.known.today <= due:
        return writing.say("deposit-reminder.pay-in-time", due=due)
    return writing.say("deposit-reminder.pay", total=deposit + (penalty or 0))


def mover_reserves(writing: Writing) -> Body:
    """What is broken or missing, thing by thing: a general reserve is worth nothing, so they are asked for."""
    known = writing.known
    known.require("move.reserves")
    delivered = known.day("move.delivered", "move.day")
    if delivered is None:
        raise DossierIncomplete(known.step.id, ("move.delivered",))
    where = address(known, "arriving")
    numbered = tuple(f"{number}. {each}" for number, each in enumerate(known.lines("move.reserves"), 1))
    return Body(
        subject=writing.say("mover-reserves.subject", day=delivered),
        references=writing.account(),
        paragraphs=(
            writing.say("mover-reserves.delivered-at", day=delivered, where=where)
            if where
            else writing.say("mover-reserves.delivered", day=delivered),
            "\n".join((writing.say("mover-reserves.found"), *numbered)),
            " ".join((writing.say("mover-reserves.ground"), *_in_time(writing, delivered))),
            writing.say("mover-reserves.ask"),
        ),
        enclosures=writing.listed("mover-reserves.proof"),
        tells=("household.adults", "move.delivered", "move.reserves", *address_paths("arriving")),
    )


def _in_time(writing: Writing, delivered: date) -> tuple[str, ...]:
    if writing.known.flag("move.mover_told_procedure") is False:
        return (writing.say("mover-reserves.not-told"),)
    soon = writing.known.today - delivered <= _TO_PROTEST
    return (writing.say("mover-reserves.in-time"),) if soon else ()
